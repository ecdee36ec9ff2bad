// A place to drop files on; it is a file input all the while.
const zone = e => e.target.closest?.('[data-drop]');
const names = label => {
  const files = [...label.querySelector('input').files];
  if (files.length) label.querySelector('[data-drop-names]').textContent = files.map(f => `${f.name} (${(f.size / 1024).toLocaleString(undefined, { maximumFractionDigits: 0 })} KB)`).join(', ');
};
addEventListener('dragover', e => {
  const label = zone(e);
  if (!label) return;
  e.preventDefault();
  label.classList.add('over');
});
addEventListener('dragleave', e => zone(e)?.classList.remove('over'));
addEventListener('drop', e => {
  const label = zone(e);
  if (!label) return;
  e.preventDefault();
  label.classList.remove('over');
  const input = label.querySelector('input');
  input.files = e.dataTransfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
});
addEventListener('change', e => {
  const label = zone(e);
  if (label) names(label);
});
