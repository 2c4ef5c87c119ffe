import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import { answerFile } from "../appliance/uploads/requests";
import { ApiError, notAuthorized } from "./api-error";
import type { SysaidContextOf } from "./context";
import { companyFileOf } from "./company-files";
import type { Files } from "./files";
import type { RecordAccess } from "./record-access";
import { readUploadedFile } from "./uploads";
import { viewerOf, type Viewer } from "./viewer";
import type { World } from "./world";

const PHOTO_MAX_BYTES = 500 * 1024;
const noFile = () => new ApiError(404, "File not found");

/** `GET /api/v1/file?file={address}`: what an address of ours names, to whom may see what it belongs to. */
export function fileRoutes(files: Files, access: RecordAccess) {
  return new Hono<ApplianceEnv>().get("/", (c) => {
    const address = c.req.query("file") ?? "";
    if (address === "") throw new ApiError(400, "Missing file");
    return sendFile(c, { files, access, address });
  });
}

/** `GET /getFile`, outside the API: how clients were seen to fetch attachments, with the session's cookie. */
export function webFileRoute(files: Files, access: RecordAccess) {
  return (c: ApplianceContext): Response => {
    const { pathname, search } = new URL(c.req.url);
    return sendFile(c, { files, access, address: pathname + search });
  };
}

interface FileWish {
  files: Files;
  access: RecordAccess;
  address: string;
}

function sendFile(c: ApplianceContext, { files, access, address }: FileWish): Response {
  const viewer = access.viewing(c);
  const kept = files.at(address);
  if (kept === undefined) return sendCompanyFile(c, viewer, { access, address });
  if (kept.table === "service_req" && access.seen(viewer, kept.id) === undefined) throw noFile();
  return answerFile(c, kept.file);
}

function sendCompanyFile(
  c: ApplianceContext,
  viewer: Viewer,
  { access, address }: Omit<FileWish, "files">,
): Response {
  if (!URL.canParse(address, "http://sysaid")) throw noFile();
  const { pathname, searchParams } = new URL(address, "http://sysaid");
  const isRecord = pathname === "/getFile" && searchParams.get("table") === "service_req";
  const stored = isRecord ? access.seen(viewer, Number(searchParams.get("id"))) : undefined;
  const file = stored && companyFileOf(stored, searchParams.get("getFile") ?? "");
  if (file === undefined) throw noFile();
  return answerFile(c, file);
}

/** `POST /users/{id}/photo`. Everybody their own, administrators anybody's (inferred). */
export function photoRoutes(world: World, files: Files, callerOf: SysaidContextOf) {
  return new Hono<ApplianceEnv>().post("/:id/photo", async (c) => {
    const viewer = viewerOf(c, callerOf(c), world.directory);
    const id = Number(c.req.param("id"));
    if (viewer.isEndUser && viewer.id !== id) throw notAuthorized();
    if (world.directory.byId(id) === undefined) throw new ApiError(400, "Invalid user id");
    const file = await readUploadedFile(c, files, PHOTO_MAX_BYTES);
    files.add({ table: "sysaid_user", id }, file);
    return c.body("");
  });
}
