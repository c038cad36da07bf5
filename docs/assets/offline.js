// Only in the offline copy. From file:// a browser starts no worker and fetches no file: the scripts of the search run in a
// hidden frame, which says and hears the same messages, and JSON comes as a script that leaves it in `__json`.
if (location.protocol === "file:" && !("__json" in window)) {
  window.__json = undefined;
  window.fetch = (address) =>
    new Promise((done, fail) => {
      const tag = document.createElement("script");
      tag.src = String(address).replace(/json$/, "js");
      tag.onload = () => done({ ok: true, json: ((json) => () => json)(window.__json) });
      tag.onerror = fail;
      document.head.append(tag);
    });
  window.Worker = function (address) {
    const { port1, port2 } = new MessageChannel();
    const frame = document.createElement("iframe");
    const base = new URL(address, location);
    let loading = 0;
    const listen = () => {
      port2.onmessage = ({ data }) => frame.contentWindow.dispatchEvent(new MessageEvent("message", { data }));
    };
    const load = (script) => {
      loading += 1;
      const tag = frame.contentDocument.createElement("script");
      tag.src = new URL(script, base);
      tag.async = false; // one after the other
      tag.onload = () => --loading || listen();
      frame.contentDocument.head.append(tag);
    };
    frame.hidden = true;
    frame.onload = () => {
      frame.contentWindow.importScripts = (script) => script === "names.js" || load(script);
      frame.contentWindow.postMessage = (message) => port2.postMessage(message);
      load("names.js"); // the worker relies on it from its first line on
      load(base);
    };
    document.body.append(frame);
    port1.start();
    return port1;
  };
}
