// Offers, before the session ends, to stay signed in. Other windows of the same session may have kept it alive, so the
// server is asked before anything is shown.
export function initSession(root = document) {
  const dialog = root.querySelector("dialog[data-session-idle]");
  if (!dialog) {
    return;
  }
  const { sessionIdle, sessionLatest, sessionWarn, leftUrl, stayUrl } = dialog.dataset;
  const warn = Number(sessionWarn);
  const token = root.querySelector("input[name=csrfmiddlewaretoken]");
  const ask = async (url, options) => {
    const answer = await fetch(url, { redirect: "error", ...options });
    return answer.ok ? (await answer.json()).left : 0;
  };
  const wait = (left) => window.setTimeout(look, Math.max(0, left - warn) * 1000);
  const look = async () => {
    const left = await ask(leftUrl, {}).catch(() => 0);
    if (left > warn) {
      wait(left);
    } else if (left > 0) {
      dialog.showModal();
    }
  };
  dialog.querySelector("button").addEventListener("click", async () => {
    const headers = { "X-CSRFToken": token ? token.value : "" };
    const left = await ask(stayUrl, { method: "POST", headers }).catch(() => 0);
    dialog.close();
    if (left > 0) {
      wait(left);
    }
  });
  wait(Math.min(Number(sessionIdle), Number(sessionLatest) - Date.now() / 1000));
}
