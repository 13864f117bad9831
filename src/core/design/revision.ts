/** Version of Bitscape, as in package.json: written into every file it makes. */
export const REVISION = '0.1.0';
