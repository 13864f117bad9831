import { packTar } from 'modern-tar';
import type { GeneratedFile } from './export-request';

/**
 * A tar archive (ustar) of files under one root folder: sorted by path, time 0, owner 0, mode 644, so that equal
 * files give equal bytes. Its SHA-256 is the identity of an export; gzip bytes differ between browsers.
 */
export const tarOf = (root: string, files: readonly GeneratedFile[]): Promise<Uint8Array> =>
  packTar(
    [...files].sort(byPath).map(({ path, content }) => {
      const body = bytesOf(content);
      const header = { name: `${root}/${path}`, size: body.length, type: 'file' as const, ...ANYONE };
      return { header, body };
    }),
  );

/** Owner, time and mode of every entry. */
const ANYONE = { mtime: new Date(0), mode: 0o644, uid: 0, gid: 0, uname: '', gname: '' };

/** By code unit, not by locale. */
const byPath = (a: GeneratedFile, b: GeneratedFile): number => (a.path < b.path ? -1 : 1);

/** Content of a file as bytes; text is UTF-8. */
export const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
