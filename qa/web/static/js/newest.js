// Has an element show the newest of what it is sent: events overlap, and an older one may come last.
// Comes before the script of each panel, with its `props` and `watch` of gr.HTML. What is sent
// begins with the session and how many were sent before: <!-- SESSION NUMBER -->.

let whenNewer = () => {}; // what the panel's own script does then
{
  const sent = (value) => {
    const [, session = "", number = 0] = /^<!-- (\S+) (\d+) -->/.exec(value) ?? [];
    return { value, session, number: +number };
  };
  let newest = sent(props.value);
  watch("value", () => {
    const now = sent(props.value);
    if (now.session === newest.session && now.number < newest.number) {
      props.value = newest.value;
      return;
    }
    newest = now;
    whenNewer();
  });
}
