/* Bringing a file in: it may be dropped anywhere on the page, and while it is on its way the page says how far it is.
   Choosing it with the keyboard works without any of this. */
(function () {
  "use strict";

  var form = document.getElementById("import");
  var field = document.getElementById("file");
  var problem = document.getElementById("drop-problem");
  var sending = form.querySelector(".sending");
  var words = sending.querySelector("span");
  var bar = sending.querySelector("progress");

  function hasFiles(event) {
    return Array.prototype.includes.call(event.dataTransfer ? event.dataTransfer.types : [], "Files");
  }

  function isFolder(item) {
    var entry = item && item.webkitGetAsEntry ? item.webkitGetAsEntry() : null;
    return entry !== null && entry.isDirectory;
  }

  function refuse(sentence) {
    problem.textContent = sentence;
    problem.hidden = sentence === "";
  }

  addEventListener("dragover", function (event) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    form.classList.add("dropping");
  });
  addEventListener("dragleave", function (event) {
    if (event.relatedTarget === null) form.classList.remove("dropping");
  });
  addEventListener("drop", function (event) {
    form.classList.remove("dropping");
    if (!hasFiles(event)) return;
    event.preventDefault(); // or the browser would leave the page and open the file
    var files = event.dataTransfer.files;
    if (isFolder(event.dataTransfer.items[0])) return refuse("A folder comes in as a zip, or in a terminal.");
    if (files.length !== 1) return refuse("One file at a time, please. A zip may hold the files of one export, or Markdown.");
    refuse("");
    field.files = files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });

  function say(sentence) {
    if (words.textContent !== sentence) words.textContent = sentence;
  }

  form.addEventListener("htmx:beforeRequest", function () {
    say("Sending the file …");
    bar.removeAttribute("value");
    sending.hidden = false;
  });
  form.addEventListener("htmx:xhr:progress", function (event) {
    var part = event.detail.lengthComputable ? event.detail.loaded / event.detail.total : 1;
    if (part < 1) {
      bar.value = Math.round(100 * part);
    } else { // it has arrived; how long it takes to read, nobody can tell
      bar.removeAttribute("value");
      say("Reading the file …");
    }
  });
  form.addEventListener("htmx:afterRequest", function () { sending.hidden = true; });
})();
