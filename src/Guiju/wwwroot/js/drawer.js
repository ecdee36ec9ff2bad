// The panel at the side: opens when a DrawerLink's answer arrives, closes when a form in it is done (HX-Trigger: drawer-close).
const drawer = document.getElementById('drawer');
if (drawer) {
  const panel = () => tabler.Offcanvas.getOrCreateInstance(drawer);
  // The event is the link's, not the panel's.
  document.addEventListener('htmx:after:swap', e => {
    if (e.detail.ctx.target === drawer && drawer.childElementCount) panel().show();
  });
  document.addEventListener('drawer-close', () => panel().hide());
  drawer.addEventListener('hidden.bs.offcanvas', () => drawer.replaceChildren());
}
