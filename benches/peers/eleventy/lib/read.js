import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import yaml from "js-yaml";

const folder = process.env.DATA;
const read = (...path) => yaml.load(readFileSync(join(folder, ...path), "utf8"), { schema: yaml.CORE_SCHEMA });

/** Plans with their editions, oldest first. */
export const plans = readdirSync(folder)
  .filter((id) => id.startsWith("org-"))
  .sort()
  .map((id) => {
    const plan = read(id, "plan.yaml");
    const years = readdirSync(join(folder, id)).filter((name) => /^\d/.test(name)).sort();
    const editions = years.map((name) => ({ year: name.slice(0, 4), ...read(id, name) }));
    const offices = Object.fromEntries(plan.offices.map((office) => [office.id, office.name]));
    return { id, plan, editions, offices };
  });
