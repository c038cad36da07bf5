// Only in the offline copy. From file:// a browser starts no worker: the scripts of the search run in a hidden frame, which
// says and hears the same messages.
if (location.protocol === "file:")
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
      tag.onload = () => --loading || listen();
      frame.contentDocument.head.append(tag);
    };
    frame.hidden = true;
    frame.onload = () => {
      frame.contentWindow.importScripts = load;
      frame.contentWindow.postMessage = (message) => port2.postMessage(message);
      load(base);
    };
    document.body.append(frame);
    port1.start();
    return port1;
  };
