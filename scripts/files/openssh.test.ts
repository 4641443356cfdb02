import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { setupScript, sshdConfig } from './openssh.ts'

const settings = { folder: '/srv/portico/files', group: 'portico', port: 2222 }
const partner = {
  username: 'sap',
  active: true,
  publicKeys: ["ssh-ed25519 AAAA it's sap"],
  allowedIps: ['10.0.0.0/8', '2001:db8::/32'],
}
const folder = mkdtempSync(join(tmpdir(), 'portico-openssh-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sshd = ['/usr/sbin/sshd', 'sshd'].find((path) => spawnSync(path, ['-V']).error === undefined)
if (!sshd) process.stdout.write('no `sshd` on this machine: its own check of the configuration is not run here\n')

describe('partners on OpenSSH', () => {
  it('are locked into their folders, without a shell, links and forwarding', () => {
    const config = sshdConfig(settings)
    for (const line of [
      'ChrootDirectory /srv/portico/files/%u',
      'ForceCommand internal-sftp -u 0007 -l INFO -P symlink,hardlink,readlink',
      'AllowTcpForwarding no',
      'AllowAgentForwarding no',
      'PermitTTY no',
    ])
      expect(config).toContain(line)
  })

  it.skipIf(!sshd)('have a configuration that sshd takes', () => {
    const key = join(folder, 'host')
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
    writeFileSync(join(folder, 'config'), `HostKey ${key}\n${sshdConfig(settings)}`)
    const checked = spawnSync(sshd ?? '', ['-t', '-f', join(folder, 'config')], { encoding: 'utf8' })
    expect([checked.status, checked.stderr.replaceAll(/.*run\/sshd.*\n/g, '')]).toEqual([0, ''])
  })

  it('have users, folders and keys by a script that a shell takes, with the addresses they may come from', () => {
    const script = setupScript([partner, { ...partner, username: 'gone', active: false }], settings)
    expect(spawnSync('sh', ['-n'], { input: script }).status).toBe(0)
    expect(script).toContain(`from="10.0.0.0/8,2001:db8::/32",restrict ssh-ed25519 AAAA it'\\''s sap`)
    expect(script).toContain('usermod --expiredate 1 gone')
    expect(script).toContain("printf '%s\\n' '' > /etc/ssh/portico/gone")
  })

  it('are refused where a name would mean something to a shell', () => {
    expect(() => setupScript([{ ...partner, username: 'a;reboot' }], settings)).toThrow("the account 'a;reboot'")
    expect(() => sshdConfig({ ...settings, folder: '/srv/with space' })).toThrow('the folder')
  })
})
