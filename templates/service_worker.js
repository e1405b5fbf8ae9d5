{% load static %}// Answers only when the network does not, and then only with the offline page.
// Pages of people are never stored: this machine may be shared.
const SHELF = "meerstemmig-offline-1";
const KEPT = [
{% for page in offline_pages %}  "{{ page }}",
{% endfor %}  "{% static "css/tokens.css" %}",
  "{% static "css/dark.css" %}",
  "{% static "css/base.css" %}",
  "{% static "css/layout.css" %}",
  "{% static "css/components/frame.css" %}",
  "{% static "css/components/text.css" %}",
  "{% static "css/components/actions.css" %}",
  "{% static "icons/meerstemmig.svg" %}",
];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(KEPT)));
});

self.addEventListener("activate", (event) => {
  const stale = (names) => names.filter((name) => name !== SHELF);
  event.waitUntil(caches.keys().then((names) => Promise.all(stale(names).map((name) => caches.delete(name)))));
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET") return;
  if (mode === "navigate") {
    const language = new URL(url).pathname.slice(0, 4);
    const page = KEPT.find((kept) => kept.startsWith(language)) ?? KEPT[0];
    event.respondWith(fetch(event.request).catch(() => caches.match(page)));
  } else if (KEPT.includes(new URL(url).pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
  }
});
