// Passkeys: the only thing here that works by script alone. A part with data-passkey is shown where the browser knows
// passkeys; its button asks the authenticator and sends the answer with the form.
const toBytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (one) => one.charCodeAt(0)).buffer;
};
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function created(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    },
  });
  return {
    ...about(made),
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : [],
    },
  };
}

async function answered(options) {
  const got = await navigator.credentials.get({
    publicKey: { ...options, challenge: toBytes(options.challenge), allowCredentials: named(options.allowCredentials) },
  });
  const { response } = got;
  return {
    ...about(got),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
      userHandle: response.userHandle ? toText(response.userHandle) : null,
    },
  };
}

const about = (one) => ({
  id: one.id,
  rawId: toText(one.rawId),
  type: one.type,
  clientExtensionResults: one.getClientExtensionResults(),
});

async function optionsOf(part) {
  if (part.dataset.options) {
    return JSON.parse(part.dataset.options);
  }
  const answer = await fetch(part.dataset.optionsUrl, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  return answer.json();
}

export function initPasskeys(root = document) {
  if (!window.PublicKeyCredential) {
    return;
  }
  for (const part of root.querySelectorAll("[data-passkey]")) {
    const form = part.closest("form");
    const field = part.querySelector("[name=credential], [name=passkey]");
    const failed = part.querySelector("[data-passkey-failed]");
    const button = part.querySelector("button:not(.govuk-password-input__toggle)");
    const ask = part.dataset.passkey === "add" ? created : answered;
    part.hidden = false;
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      failed.textContent = "";
      button.disabled = true;
      try {
        field.value = JSON.stringify(await ask(await optionsOf(part)));
        form.submit();
      } catch {
        failed.textContent = "The passkey was not used. Try again, or use another way.";
        button.disabled = false;
      }
    });
  }
}
