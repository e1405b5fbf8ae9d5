// What every page does beyond plain HTML. Nothing here is needed to read or to post.
import { startShield } from "./shield.js";

startShield(document);
