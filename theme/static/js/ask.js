// The field on the front page: the message waits on this device while Cek Pesan opens, and stands in no address.
const form = document.querySelector("[data-ask-message]");
if (form) {
  const field = form.querySelector("textarea");
  form.querySelector("button").addEventListener("click", () => {
    if (field.value.trim()) sessionStorage.setItem("cek-pesan", field.value);
    location.href = "/cek-pesan/";
  });
}
