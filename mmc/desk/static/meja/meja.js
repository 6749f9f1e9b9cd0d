// What every page of the desk does: a session that has ended is told beside the work, which stays where it is.
document.addEventListener("htmx:responseError", (event) => {
  const told = document.createElement("p");
  told.className = "told__line";
  told.dataset.tone = "error";
  told.setAttribute("role", "alert");
  told.textContent =
    event.detail.xhr.status === 401
      ? "Anda sudah keluar. Masuk lagi di tab lain; yang di halaman ini tetap ada."
      : "Meja tidak dapat menjawab. Yang di halaman ini tetap ada; ulangi sebentar lagi.";
  document.querySelector("main").prepend(told);
});
