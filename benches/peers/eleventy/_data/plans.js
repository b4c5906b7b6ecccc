export { plans as default } from "../lib/read.js";
