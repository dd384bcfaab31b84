/* Offers the browser's own time zone where the one that is set is another; the person confirms it. */
(function () {
  "use strict";
  var field = document.querySelector("[data-zone]");
  var offer = document.querySelector("[data-zone-offer]");
  if (!field || !offer) return;
  var own;
  try { own = Intl.DateTimeFormat().resolvedOptions().timeZone; } catch (error) { return; }
  if (!own || own === field.value) return;
  offer.querySelector("[data-zone-name]").textContent = own;
  offer.hidden = false;
  offer.querySelector("[data-zone-take]").addEventListener("click", function () {
    field.value = own;
    field.form.requestSubmit();
  });
})();
