// Photos: chosen, dropped or taken; each goes up by itself with its progress, and can be chosen wherever a photo is named.

import { FOCI } from "./pusat.js";

export function photos({ desk, form, changed }) {
  const input = form.querySelector("#foto-baru");
  const list = document.querySelector("[data-uploads]");
  const shown = document.querySelector("[data-photos]");
  const base = `${form.getAttribute("action")}foto/`;
  const names = () => [...(shown?.children ?? [])].map((each) => each.dataset.name);

  function send(file, progress) {
    return new Promise((resolve, reject) => {
      const body = new FormData();
      body.append("foto", file);
      const request = new XMLHttpRequest();
      request.open("POST", base);
      request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
      request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
      request.addEventListener("load", () => {
        let answer = {};
        try {
          answer = JSON.parse(request.responseText);
        } catch {
          answer = { pesan: "Meja tidak dapat menjawab." };
        }
        request.status === 200 ? resolve(answer) : reject(new Error(answer.pesan));
      });
      request.addEventListener("error", () => reject(new Error("Meja tidak terjangkau.")));
      request.send(body);
    });
  }

  async function upload(file) {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Mengunggah ${file.name}`);
    line.append(`${file.name} `, bar);
    list.append(line);
    try {
      const answer = await send(file, (share) => (bar.value = share));
      line.textContent = answer.dikenal ? `${answer.nama} siap. Foto ini sudah dipakai: ${answer.dikenal}.` : `${answer.nama} siap.`;
      add(answer);
      return answer.nama;
    } catch (error) {
      line.textContent = `${file.name}: ${error.message} `;
      const again = document.createElement("button");
      again.type = "button";
      again.textContent = "Coba lagi";
      again.addEventListener("click", () => {
        line.remove();
        upload(file);
      });
      line.append(again);
      return "";
    }
  }

  function add({ nama, alamat }) {
    if (names().includes(nama)) return;
    const entry = document.createElement("li");
    entry.dataset.name = nama;
    const figure = document.createElement("figure");
    const image = document.createElement("img");
    image.src = alamat;
    image.alt = `Foto ${nama}`;
    image.width = 160;
    image.height = 120;
    const caption = document.createElement("figcaption");
    caption.textContent = `${nama} (menunggu disimpan)`;
    figure.append(image, caption);
    entry.append(figure);
    shown.append(entry);
    for (const choice of form.querySelectorAll("select[data-photo-choice]")) choice.add(new Option(nama, nama));
    for (const blank of form.querySelectorAll("template[data-blank]")) for (const choice of blank.content.querySelectorAll("select[data-photo-choice]")) choice.add(new Option(nama, nama));
    const main = form.elements["isi-photo"];
    const series = form.querySelector('[data-rows="isi-photos"]');
    if (main && !main.value) {
      main.value = nama;
      main.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (series) series.dispatchEvent(new CustomEvent("baris", { detail: { file: nama } }));
    changed();
  }

  async function all(files) {
    for (const file of files) await upload(file);
    input.value = "";
  }
  input?.addEventListener("change", () => all([...input.files]));
  const area = document.querySelector("#foto");
  area?.addEventListener("dragover", (event) => event.preventDefault());
  area?.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    all([...event.dataTransfer.files]);
  });

  // The point that must stay in sight: a tap on the main photo chooses the nearest of the house's words.
  const focus = form.elements["isi-photo_focus"];
  const main = form.elements["isi-photo"];
  if (focus && main) {
    const holder = document.createElement("button");
    holder.type = "button";
    holder.className = "focus";
    holder.setAttribute("aria-label", "Ketuk bagian foto utama yang harus selalu terlihat; pilihan yang sama ada pada daftar Pusat foto");
    const image = document.createElement("img");
    image.alt = "";
    const spot = document.createElement("span");
    spot.className = "focus__spot";
    holder.append(image, spot);
    focus.closest(".field").append(holder);
    const draw = () => {
      holder.hidden = !main.value;
      if (main.value) image.src = base + encodeURIComponent(main.value);
      const [x, y] = FOCI[focus.value] ?? [0.5, 1 / 3];
      spot.style.insetInlineStart = `${x * 100}%`;
      spot.style.insetBlockStart = `${y * 100}%`;
    };
    holder.addEventListener("click", (event) => {
      const box = image.getBoundingClientRect();
      if (!event.detail) return focus.focus(); // by keys: the list says the same
      const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      const far = ([left, top]) => (left - x) ** 2 + (top - y) ** 2;
      focus.value = Object.entries(FOCI).sort((one, other) => far(one[1]) - far(other[1]))[0][0];
      focus.dispatchEvent(new Event("input", { bubbles: true }));
      draw();
    });
    main.addEventListener("input", draw);
    focus.addEventListener("input", draw);
    draw();
  }
  return { names, upload };
}
