// A new item: formatting that comes with a paste goes along, and the questions of an answer open with its purpose.

const form = document.querySelector("[data-paste-form]");
const text = form.elements.tempelan;
text.addEventListener("paste", (event) => {
  form.elements.html.value = event.clipboardData?.getData("text/html") ?? "";
});
text.addEventListener("input", (event) => {
  if (event.inputType !== "insertFromPaste") form.elements.html.value = ""; // what was typed since counts
});
const answer = document.querySelector("[data-answer]");
for (const choice of document.querySelectorAll("input[name=jenis]")) {
  choice.addEventListener("change", () => (answer.open = choice.value === "klarifikasi"));
}
