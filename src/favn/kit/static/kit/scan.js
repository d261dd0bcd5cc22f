// A camera beside fields for cards, where the browser can read a QR code itself; otherwise nothing.
(() => {
  const words = document.querySelector("[data-scan-words]")?.dataset;
  if (!words || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;

  const button = (text, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-tertiary fv-button";
    made.textContent = text;
    made.addEventListener("click", press);
    return made;
  };

  const look = async (field, start) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const video = document.createElement("video");
    video.className = "fv-camera";
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    let open = true;
    const stop = () => {
      open = false;
      stream.getTracks().forEach((track) => track.stop());
      video.remove();
      close.remove();
      start.hidden = false;
    };
    const close = button(words.close, stop);
    field.after(video, close);
    start.hidden = true;
    await video.play();
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    while (open) {
      const found = await detector.detect(video).catch(() => []);
      if (found.length) {
        field.value = found[0].rawValue;
        field.focus();
        stop();
      }
      await new Promise((next) => setTimeout(next, 150));
    }
  };

  document.querySelectorAll("input[data-scan]").forEach((field) => {
    const start = button(words.open, () =>
      look(field, start).catch(() => {
        start.hidden = false;
        start.textContent = words.none;
        start.disabled = true;
      }),
    );
    field.after(start);
  });
})();
