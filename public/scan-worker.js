// Reads barcodes in pictures of a camera, apart from the page: WebAssembly is compiled under this file's own policy,
// so that no page has to allow it (docs/decisions/scanning-in-a-worker.md).
/* global ZXingWASM */
importScripts("/zxing-reader.js");

ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => "/zxing-reader.wasm" }, fireImmediately: true });

const OPTIONS = {
  formats: ["QRCode", "MicroQRCode", "DataMatrix", "Code128", "Code39", "Code93", "EAN13", "EAN8", "UPCA", "ITF"],
  tryHarder: true,
  maxNumberOfSymbols: 1,
};

function pixelsOf(bitmap) {
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return pixels;
}

self.addEventListener("message", async ({ data }) => {
  try {
    const [found] = await ZXingWASM.readBarcodes(pixelsOf(data.image), OPTIONS);
    self.postMessage({ id: data.id, text: found && found.isValid ? found.text : null });
  } catch (error) {
    self.postMessage({ id: data.id, problem: String((error && error.message) || error) });
  }
});
