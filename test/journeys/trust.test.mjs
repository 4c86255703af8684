// A workspace of strangers: its settings make nothing happen before it is trusted.
import { after, before, test } from 'node:test';
import { Workbench } from './workbench.mjs';

/** @type {Workbench} */
let workbench;
before(async () => {
  workbench = await Workbench.open({ askTrust: true });
});
after(() => workbench?.close());

test('log folders of an untrusted workspace are read once it is trusted', { timeout: 120_000 }, () =>
  workbench.attempt('trust', async () => {
    await workbench.dialogButton(/No, I don/).click();
    await workbench.activityIcon().waitFor();
    await workbench.showContainer();
    await workbench.welcomeButton('Add Log Folder…').first().waitFor();
    await workbench.openFile('sandbox/app/main.tf');
    await workbench.command('TrailLens: Read Terraform State…', { staysOpen: true });
    await workbench.quickPickRow('Run terraform state pull').filter({ hasText: 'Needs a trusted workspace' }).waitFor();
    await workbench.picture('trust-state-dark');
    await workbench.page.keyboard.press('Escape');
    await workbench.command('Workspaces: Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).first().click();
    await workbench.treeItem(/^logs .*events/).waitFor();
  }),
);
