import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/dist/",
  build: {
    outDir: fileURLToPath(new URL("../src/saola/web/static/dist", import.meta.url)),
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    // The Content-Security-Policy allows no data: fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // htmx holds one eval, which its configuration switches off and the policy forbids.
      checks: { eval: false },
      input: { main: "src/main.ts", fonts: "src/styles/fonts.css" },
    },
  },
});
