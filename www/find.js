// Finds causes by the words of a message. Without this script the list is
// there as a whole, and the form isn't.

const form = document.getElementById("find");
const words = document.getElementById("words");
const found = document.getElementById("found");
const families = [...document.querySelectorAll(".family")];
const entries = [...document.querySelectorAll(".entries > li")].map((entry) => ({
  entry,
  text: entry.textContent.toLowerCase(),
}));

// Shows the entries that hold all the words; where none does, as in a whole
// line of a log, those that hold the most of them.
function find() {
  const wanted = [...new Set(words.value.toLowerCase().match(/[a-z0-9_.]{2,}/g) ?? [])];
  const counts = entries.map(({ text }) => wanted.filter((word) => text.includes(word)).length);
  const most = Math.max(...counts);
  const enough = most > wanted.length / 3 ? most : wanted.length + 1;
  let shown = 0;
  entries.forEach(({ entry }, index) => {
    entry.hidden = wanted.length > 0 && counts[index] < enough;
    if (!entry.hidden) shown += 1;
  });
  for (const family of families) family.hidden = !family.querySelector(".entries > li:not([hidden])");
  found.textContent =
    wanted.length === 0 ? "" : shown === 0 ? "None of these. Paste the whole error into the app." : `${shown} of ${entries.length}`;
}

words.addEventListener("input", find);
form.addEventListener("submit", (event) => event.preventDefault());
// What the browser kept of an earlier visit.
find();
