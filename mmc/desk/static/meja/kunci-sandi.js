// Passkeys: a form with `data-passkey` is sent once the phone or laptop has given its answer.
const failed = "Kunci sandi tidak terpakai. Ulangi, atau pakai cara lain di halaman ini.";

async function optionsOf(form) {
  if (form.dataset.passkey !== "login") return JSON.parse(document.getElementById("pilihan").textContent);
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(form.action, { headers });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function credentialOf(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey !== "create") return window.webauthnJSON.get(options.request_options);
  const wanted = options.creation_options.publicKey.authenticatorSelection;
  Object.assign(wanted, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
  return window.webauthnJSON.create(options.creation_options);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.querySelector("button").disabled = false; // until now the form would have been sent without a key
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify(await credentialOf(form));
      form.submit();
    } catch {
      const told = document.createElement("p");
      told.className = "field__wrong";
      told.setAttribute("role", "alert");
      told.textContent = failed;
      form.querySelector("[role=alert]")?.remove();
      form.append(told);
    }
  });
}
