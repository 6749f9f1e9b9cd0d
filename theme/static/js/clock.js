// What depends on the reader's clock, since a static page has none: an element whose `data-after` lies in the past is
// marked with `data-passed`; the style sheet does the rest, in room that was kept, so nothing moves.
for (const element of document.querySelectorAll("[data-after]")) {
  element.toggleAttribute("data-passed", Date.now() >= Date.parse(element.dataset.after));
}

// What was opened stays readable without a network; with `Save-Data` nothing is fetched ahead.
const { offline } = document.documentElement.dataset;
if (offline && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(offline).then(() => navigator.serviceWorker.ready).then((kept) => {
    kept.active?.postMessage({ fill: !navigator.connection?.saveData });
  }, () => {});
}
