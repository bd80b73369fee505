import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

/** Whole fonts, which the typesetter of PDF files needs; the pages have their own, cut to what a browser shows. */
const TYPESET = {
  "noto-sans": ["NotoSans", "400Regular", "700Bold"],
  "noto-sans-arabic": ["NotoSansArabic", "400Regular", "700Bold"],
  "noto-sans-sc": ["NotoSansSC", "400Regular", "700Bold"],
  "noto-sans-thai": ["NotoSansThai", "400Regular"],
  "noto-sans-lao": ["NotoSansLao", "400Regular"],
  "noto-sans-khmer": ["NotoSansKhmer", "400Regular"],
  "noto-sans-myanmar": ["NotoSansMyanmar", "400Regular"],
};

const fontsForTypesetting: Plugin = {
  name: "fonts-for-typesetting",
  generateBundle() {
    for (const [folder, [name, ...weights]] of Object.entries(TYPESET)) {
      const from = new URL(`node_modules/@expo-google-fonts/${folder}/`, import.meta.url);
      const emit = (fileName: string, path: string) =>
        this.emitFile({
          type: "asset",
          fileName: `typesetting/${fileName}`,
          source: readFileSync(new URL(path, from)),
        });
      for (const weight of weights) emit(`${name}-${weight}.ttf`, `${weight}/${name}_${weight}.ttf`);
      emit(`${name}-LICENSE.txt`, "LICENSE_FONT");
    }
  },
};

export default defineConfig({
  base: "/static/dist/",
  plugins: [fontsForTypesetting],
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
