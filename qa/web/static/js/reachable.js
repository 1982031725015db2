// Whether the server answers. Comes before the scripts that watch it.

// Where a proxy has lost the server, it answers in its place, with an error of its own.
async function reachable() {
  const look = { method: "HEAD", cache: "no-store" };
  const answer = await fetch(location.pathname, look).catch(() => null); // nobody answers
  return answer !== null && answer.status < 500;
}
