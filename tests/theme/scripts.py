"""What is asked of a page in the browser, as JavaScript."""

LAYOUT_SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 150);
})"""

# Scripts and styles that stand in the page itself; data for search engines and for our search is neither.
INLINE = """() => document.querySelectorAll(
  "script:not([src]):not([type='application/ld+json'], [type='application/json'])," +
  "style, [style], [onclick], [onload], [onerror]").length"""

# What has the focus, and whether a sighted reader would know.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const all = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, main, [tabindex='0']")];
  return {
    place: all.indexOf(element),
    name: element.tagName.toLowerCase() + " " + (element.innerText || element.name || "").trim().slice(0, 40),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""

REACHABLE = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")]
  .filter(element => element.checkVisibility({ visibilityProperty: true })).length"""

# Links inside running text may be as high as their line (WCAG 2.5.8); a card is pressed anywhere.
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
  .filter(element => element.checkVisibility({ visibilityProperty: true }))
  .filter(element => !element.closest("p:not(.kicker, .story__tools, .feeds, .more), dd, td, .prose, figcaption, .panel, .skip-link"))
  .filter(element => getComputedStyle(element, "::after").position !== "absolute")
  .filter(element => element.getBoundingClientRect().height < 43.5)
  .map(element => element.outerHTML.slice(0, 120))"""
