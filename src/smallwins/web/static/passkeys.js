// Passkeys: a form with data-passkey asks the browser for one, puts what it says into its field, and is sent.
"use strict";

(() => {
  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  function read(asked) {
    const options = { ...asked, challenge: toBytes(asked.challenge) };
    if (options.user) options.user = { ...options.user, id: toBytes(options.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (options[list]) options[list] = options[list].map((one) => ({ ...one, id: toBytes(one.id) }));
    }
    return options;
  }

  function written(credential) {
    const said = credential.response;
    const response = { clientDataJSON: toText(said.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (said[name]) response[name] = toText(said[name]);
    }
    if (said.getTransports) response.transports = said.getTransports();
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  async function options(form) {
    if (form.dataset.passkey.startsWith("/")) {
      const answer = await fetch(form.dataset.passkey, { headers: { Accept: "application/json" } });
      return (await answer.json()).request_options.publicKey;
    }
    const told = JSON.parse(document.getElementById("passkey-options").textContent);
    return (told.creation_options || told.request_options).publicKey;
  }

  async function go(form) {
    const publicKey = read(await options(form));
    const makes = form.dataset.passkey === "create";
    const alone = form.querySelector("[name=passwordless]");
    if (makes) {
      const needed = alone && alone.checked ? "required" : "discouraged";
      publicKey.authenticatorSelection = { ...publicKey.authenticatorSelection, residentKey: needed, requireResidentKey: needed === "required", userVerification: needed };
    }
    const credential = makes ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
    form.querySelector("[name=credential]").value = JSON.stringify(written(credential));
    form.submit();
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("[data-passkey]")) {
      const button = form.querySelector("[data-passkey-go]");
      button.hidden = !window.PublicKeyCredential;
      button.addEventListener("click", () => {
        const problem = form.querySelector("[data-passkey-problem]");
        problem.hidden = true;
        go(form).catch(() => { problem.hidden = false; });
      });
    }
  });
})();
