// Nothing is lost: every keystroke is on this device at once, and at the desk within two seconds.

const WAIT = 900;
const AGAIN = 4000;

export function keeper({ form, item, person, file, number, said, answered, elsewhere }) {
  const place = `mmc-meja:${item}:${person}`;
  let known = number;
  let timer = 0;
  let isSending = false;
  let isDirty = false;

  const data = () => new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "nomor", "aksi"].includes(name)));

  function onDevice(sent) {
    const kept = { form: data().toString(), nomor: known, dasar: file, at: Date.now(), sent };
    try {
      localStorage.setItem(place, JSON.stringify(kept));
    } catch {
      if (!sent) said("Penyimpanan perangkat penuh; tulisan hanya tersimpan di meja.");
    }
  }

  function typed() {
    isDirty = true;
    onDevice(false);
    if (!timer && !isSending) timer = setTimeout(send, WAIT);
    said("Belum disimpan …");
  }

  async function send(force = false) {
    clearTimeout(timer);
    timer = 0;
    if (isSending) return;
    isSending = true;
    isDirty = false;
    const body = data();
    body.set("nomor", String(known));
    if (force) body.set("paksa", "ya");
    try {
      const response = await ask(`simpanan/`, body);
      const answer = await response.json();
      if (response.status === 409) {
        elsewhere(answer.nomor);
        said("Ada tulisan yang lebih baru dari perangkat lain.");
        return;
      }
      if (!response.ok) throw new Error(answer.pesan);
      known = answer.nomor;
      if (!isDirty) onDevice(true);
      said(isDirty ? "Belum disimpan …" : `Tulisan aman di meja pukul ${clock()}; tekan Simpan bila sudah selesai.`);
      if (answer.temuan) answered(answer);
    } catch (error) {
      isDirty = true;
      said(error.message && !(error instanceof TypeError) ? error.message : "Meja tidak terjangkau. Tulisan aman di perangkat ini dan dikirim begitu tersambung.", true);
      timer = setTimeout(send, AGAIN);
      return;
    } finally {
      isSending = false;
    }
    if (isDirty && !timer) timer = setTimeout(send, WAIT);
  }

  // A post to the desk; a page left open over a sign-in gets a fresh word against forgery and asks once more.
  async function ask(path, body, again = true) {
    const token = form.elements.csrfmiddlewaretoken;
    const response = await fetch(path.startsWith("/") ? path : `${form.getAttribute("action")}${path}`, { method: "POST", body, headers: { "X-CSRFToken": token.value }, redirect: "manual" });
    if (response.type === "opaqueredirect" || response.status === 401) throw new Error(OUT);
    if (response.status === 403) {
      if (again && (await alive())) return ask(path, body, false);
      throw new Error(OUT);
    }
    if (!(response.headers.get("content-type") ?? "").includes("json")) throw new Error("Meja tidak dapat menjawab. Tulisan aman di perangkat ini; dikirim lagi sebentar lagi.");
    return response;
  }

  async function alive() {
    try {
      const response = await fetch(`${form.getAttribute("action")}hadir/`, { redirect: "manual" });
      if (!response.ok) return null;
      const answer = await response.json();
      for (const each of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) each.value = answer.kunci;
      return answer;
    } catch {
      return null;
    }
  }

  function read() {
    try {
      return JSON.parse(localStorage.getItem(place));
    } catch {
      return null;
    }
  }

  // What was typed on this device and never reached the desk.
  function waiting() {
    const kept = read();
    return kept && !kept.sent ? kept : null;
  }

  async function use(kept) {
    const body = new URLSearchParams(kept.form);
    body.set("nomor", String(known));
    body.set("paksa", "ya");
    const response = await ask("simpanan/", body);
    if (!response.ok) return false;
    localStorage.setItem(place, JSON.stringify({ ...kept, sent: true }));
    location.reload();
    return true;
  }

  addEventListener("online", () => isDirty && send());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && isDirty && send());
  return { typed, send, ask, alive, waiting, use, forget: () => localStorage.removeItem(place), now: () => (isDirty ? send() : Promise.resolve()), number: () => known, took: (fresh) => (known = fresh) };
}

const OUT = "Anda sudah keluar. Tulisan aman di perangkat ini: masuk lagi di tab lain, lalu lanjutkan di sini.";

function clock() {
  return new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
}
