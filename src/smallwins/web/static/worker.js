/* The worker of the installed app: keeps what pages are shown with, and the last look of a few pages, to be read where
   there is no network; and sends what waits. What was kept of pages is one person's, and is thrown away with the first
   page that is nobody's or somebody else's. */
"use strict";
importScripts(self.here.kept);

var SHELL = "shell " + self.here.version;
var PAGES = "pages";
var READ_OFFLINE = /^\/($|wins$|wins\/\d+$|weeks\/|review$|review\/)/;
var NO_NETWORK = "/no-network";

self.addEventListener("install", function (event) {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then(function (shell) { return shell.addAll(self.here.shell.concat(NO_NETWORK)); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.map(function (name) { return name !== SHELL && name !== PAGES && caches.delete(name); }));
  }).then(function () {
    // The browser itself asks for a page, as if we were not there: what we ask for looks to the server as if it came
    // from elsewhere, where a link of another site or a firm's provider leads to us.
    return self.registration.navigationPreload && self.registration.navigationPreload.enable();
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  var address = new URL(event.request.url);
  if (address.origin !== location.origin) return;
  if (event.request.method === "POST" && address.pathname === "/share") return event.respondWith(share(event.request));
  if (event.request.method === "POST" && event.request.mode === "navigate" && address.pathname === "/") {
    return event.respondWith(fetch(event.request).catch(back)); // the win is kept already
  }
  if (event.request.method !== "GET") return;
  if (address.pathname.startsWith("/static/")) return event.respondWith(file(event.request));
  var whole = event.request.mode === "navigate";
  if (whole && !self.registration.navigationPreload) return;
  if (whole || event.request.headers.has("HX-Request")) event.respondWith(page(event, address, whole));
});

function back() {
  return Response.redirect("/", 303);
}

async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) || fetch(request);
}

async function page(event, address, whole) {
  try {
    var answer = (whole && (await event.preloadResponse)) || (await fetch(event.request));
    if (whole && answer.type !== "opaqueredirect") event.waitUntil(keep(address, answer.clone()));
    return answer;
  } catch (error) {
    return (await last(address)) || (whole ? caches.match(NO_NETWORK) : Response.error());
  }
}

async function keep(address, answer) {
  if (answer.status >= 500 || !(answer.headers.get("Content-Type") || "").startsWith("text/html")) return;
  var text = await answer.text();
  var whose = (/ data-whose="(\w+)"/.exec(text) || [])[1];
  var pages = await caches.open(PAGES);
  var before = await pages.match("/whose");
  if (!whose || (before && (await before.text()) !== whose)) {
    await caches.delete(PAGES);
    pages = await caches.open(PAGES);
  }
  if (!whose || !answer.ok || !READ_OFFLINE.test(address.pathname)) return;
  var told = new Headers(answer.headers);
  told.delete("Content-Encoding"); // what is kept is read already
  told.delete("Content-Length");
  told.set("X-Kept-At", new Date().toISOString());
  await pages.put("/whose", new Response(whose));
  await pages.put(named(address), new Response(text, { headers: told }));
}

function named(address) {
  var name = new URL(address.pathname, location.origin);
  var cursor = address.searchParams.get("before");
  if (address.pathname === "/wins" && cursor) name.searchParams.set("before", cursor);
  if (address.searchParams.has("whole")) name.searchParams.set("whole", "1"); // every card of a review
  return name.href;
}

// The last look of a page, marked with its time, so that the page itself can say so.
async function last(address) {
  var pages = await caches.open(PAGES);
  var answer = await pages.match(named(address), { ignoreVary: true });
  if (!answer && address.pathname === "/review") {
    var names = (await pages.keys()).map(function (request) { return request.url; });
    var begun = names.filter(function (name) { return /\/review\/[\w-]+$/.test(name); }).sort().pop();
    answer = begun && (await pages.match(begun, { ignoreVary: true }));
  }
  if (!answer) return null;
  var text = (await answer.text()).replace("<html", '<html data-kept="' + answer.headers.get("X-Kept-At") + '"');
  return new Response(text, { headers: answer.headers });
}

// A link or a text shared from another app goes into the box, to be written down with one press.
async function share(request) {
  var form = await request.formData();
  var said = ["title", "text", "url"].map(function (name) { return String(form.get(name) || "").trim(); });
  var words = said.filter(function (one, place) { return one && said.indexOf(one) === place; }).join(" ");
  await self.kept.type("shared", words.replace(/\s+/g, " ").slice(0, 500));
  return Response.redirect("/", 303);
}

self.addEventListener("sync", function (event) {
  if (event.tag === "waiting") event.waitUntil(self.kept.send());
});

// Read ahead what a person may want to read without a network: asked for by the first page, after it is shown.
self.addEventListener("message", function (event) {
  if (event.data.ahead) event.waitUntil(ahead(event.data.ahead, event.data.stamp));
});

async function ahead(addresses, stamp) {
  var pages = await caches.open(PAGES);
  var before = await pages.match("/stamp");
  if (stamp && before && (await before.text()) === stamp) return;
  for (var at = 0; at < addresses.length && at < 100; at += 1) {
    var answer = await fetch(addresses[at], { headers: { "X-Read-Ahead": "1" } });
    if (!answer.ok) return;
    var next = /<a rel="next" href="([^"]+)"/.exec(await answer.clone().text());
    if (/\/review\/[\w-]+$/.test(answer.url)) addresses.push(answer.url + "?whole=1");
    await keep(new URL(answer.url), answer);
    if (next) addresses.push(new URL(next[1].replaceAll("&amp;", "&").replaceAll("&#x2f;", "/"), answer.url).href);
  }
  if (stamp) await pages.put("/stamp", new Response(stamp));
}
