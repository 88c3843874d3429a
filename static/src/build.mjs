// Builds static/build/: app.css, app.js and the pictures, without source maps (the manifest storage would
// demand the files that a map's reference names).
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import * as sass from "sass";

const source = dirname(fileURLToPath(import.meta.url));
const root = dirname(source);
const target = join(root, "build");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

const style = sass.compile(join(source, "app.scss"), {
  loadPaths: [join(root, "node_modules"), root],
  style: "compressed",
  quietDeps: true,
  // MoJ Frontend still calls what GOV.UK Frontend has deprecated; that is theirs to mend.
  logger: { warn: (message) => message.includes("$govuk-suppressed-warnings") || console.warn(message) },
});
writeFileSync(join(target, "app.css"), style.css);

await build({
  entryPoints: [join(source, "app.js")],
  outfile: join(target, "app.js"),
  bundle: true,
  format: "esm",
  target: "es2020",
  minify: true,
  legalComments: "eof",
  logLevel: "warning",
});

cpSync(join(source, "img"), join(target, "img"), { recursive: true });
