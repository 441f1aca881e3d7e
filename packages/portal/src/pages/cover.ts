/**
 * What stands at the address where nobody knows the door: a plain page that says nothing of anything, and what every
 * unknown path is answered with. Neither may hold a word, a name or a style of the caller's pages.
 */

/** Where an organisation brings no page of its own. */
export const NEUTRAL_COVER = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Welcome</title>
<style>body { font-family: sans-serif; max-width: 40em; margin: 15vh auto; padding: 0 1em; }</style>
</head>
<body>
<h1>Welcome</h1>
<p>This site is being set up. Please come back later.</p>
</body>
</html>
`;

export const MISSING = `<!doctype html>
<html>
<head><title>404 Not Found</title></head>
<body>
<h1>Not Found</h1>
<p>The requested page was not found on this server.</p>
</body>
</html>
`;
