// Two more ways to share where the browser has them; the links beside them need no script.
const copy = document.querySelector("[data-copy]");
const share = document.querySelector("[data-share]");

if (copy && navigator.clipboard) {
  const label = copy.querySelector("span");
  const words = label.textContent;
  label.setAttribute("aria-live", "polite");
  copy.dataset.ready = "";
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.dataset.copy);
    label.textContent = "Tautan disalin";
    setTimeout(() => (label.textContent = words), 3000);
  });
}

if (share && navigator.share) {
  share.dataset.ready = "";
  share.addEventListener("click", () => {
    navigator.share({ title: share.dataset.title, url: share.dataset.share }).catch(() => {}); // closed by the reader
  });
}
