// The page as readers will see it, beside the form: after each save, and whenever it is asked for.

export function look({ desk, address, find, show }) {
  const frame = find("look-frame");
  const as = find("look-as");
  const state = find("look-state");
  let last = null;
  show(find("look-acts"), true);

  async function build() {
    state.textContent = "Membangun pratinjau …";
    await desk.now();
    try {
      const response = await fetch(`${address}lihat/?bentuk=json`, { redirect: "manual" });
      if (!response.ok) throw new Error();
      last = await response.json();
    } catch {
      state.textContent = "Pratinjau tidak dapat dibuat; coba lagi sebentar lagi.";
      return;
    }
    state.textContent = last.masalah ?? "";
    if (last.masalah) return;
    draw();
    show(find("look-card"), true);
    find("card-title").textContent = last.judul;
    find("card-summary").textContent = last.ringkasan;
    find("card-host").textContent = last.alamat;
    find("card-image").src = last.kartu;
  }

  function draw() {
    if (!last?.halaman) return;
    const page = document.createElement("iframe");
    page.title = "Halaman sebagaimana dilihat pembaca";
    page.setAttribute("sandbox", "allow-same-origin");
    page.src = as.value === "teks" ? last.teks : last.halaman;
    frame.dataset.as = as.value;
    frame.replaceChildren(page);
  }

  find("look").addEventListener("click", build);
  as.addEventListener("change", draw);
  if (matchMedia("(min-width: 70rem)").matches) build();
}
