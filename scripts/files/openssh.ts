/** A partner as OpenSSH needs to know them. */
export interface OpensshPartner {
  username: string
  active: boolean
  publicKeys: readonly string[]
  allowedIps: readonly string[]
}

export interface OpensshSettings {
  /** FILES_DIR of the workers. */
  folder: string
  /** The group of the workers' own user; partners are in it, too. */
  group: string
  port: number
}

const folders = ['inbound', 'outbound', 'archive', 'error', 'tmp']
const brought = ['inbound', 'tmp']

/** Names that a shell and sshd_config read as they are. */
const plain = /^[A-Za-z0-9._/-]+$/

function checked(value: string, what: string): string {
  if (!plain.test(value))
    throw new Error(`${what} '${value}' has signs that sshd_config does not take: use letters, digits, . _ - and /`)
  return value
}

/**
 * For sshd_config(5): every partner is locked into the folder of its account, without a shell, links or forwarding. `internal-sftp -u 0007` lets the workers, who are in the same
 * group, read and move what a partner brings.
 */
export function sshdConfig({ folder, group, port }: OpensshSettings): string {
  const root = checked(folder, 'the folder')
  return `# Partners of Portico. Written by: npm run files -- openssh-config
Port ${port}
PermitRootLogin no
AllowGroups ${checked(group, 'the group')}
AuthorizedKeysFile /etc/ssh/portico/%u
Subsystem sftp internal-sftp
AllowTcpForwarding no
AllowStreamLocalForwarding no
AllowAgentForwarding no
X11Forwarding no
PermitTunnel no
PermitTTY no
PermitUserRC no
MaxSessions 8
ClientAliveInterval 30
ClientAliveCountMax 3

Match Group ${group}
  ChrootDirectory ${root}/%u
  ForceCommand internal-sftp -u 0007 -l INFO -P symlink,hardlink,readlink
`
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** One line of authorized_keys(5): the addresses that the account may come from, and nothing but files. */
function keyLine(key: string, { allowedIps }: OpensshPartner): string {
  const from = allowedIps.length > 0 ? `from="${allowedIps.join(',')}",` : ''
  return `${from}restrict ${key.trim()}`
}

/** A script for root that makes users, folders and keys what the accounts are; it can be run again after every change. */
export function setupScript(partners: readonly OpensshPartner[], { folder, group }: OpensshSettings): string {
  const root = checked(folder, 'the folder')
  const lines = [
    '#!/bin/sh',
    '# Partners of Portico. Written by: npm run files -- openssh-setup',
    'set -eu',
    'umask 022',
    `getent group ${checked(group, 'the group')} >/dev/null || groupadd --system ${group}`,
    '# sshd locks partners into folders that belong to root, all the way up, and that nobody else may write to',
    `install -d -o root -g root -m 0755 ${root} /etc/ssh/portico`,
    '# the workers write here before they give a file its name',
    `install -d -o root -g ${group} -m 2770 ${root}/.staging`,
  ]
  for (const partner of partners) {
    const name = checked(partner.username, 'the account')
    const keys = partner.active ? partner.publicKeys.map((key) => keyLine(key, partner)) : []
    lines.push(
      '',
      `# ${name}`,
      `id -u ${name} >/dev/null 2>&1 || useradd --no-create-home --home-dir / --shell /usr/sbin/nologin -g ${group} ${name}`,
      // no password fits, and yet the account is not locked: sshd without PAM refuses locked ones, whatever their key
      `usermod --password '*' ${name}`,
      partner.active ? `usermod --expiredate '' ${name}` : `usermod --expiredate 1 ${name}`,
      `install -d -o root -g root -m 0755 ${root}/${name}`,
      ...folders.map((each) => {
        const mode = brought.includes(each) || each === 'outbound' ? '2770' : '2750'
        return `install -d -o ${mode === '2750' ? '"$PORTICO_USER"' : 'root'} -g ${group} -m ${mode} ${root}/${name}/${each}`
      }),
      // what the workers have taken from inbound and are reading: a partner cannot look into it
      `install -d -o "$PORTICO_USER" -g ${group} -m 0700 ${root}/${name}/.work`,
      `printf '%s\\n' ${keys.map(quoted).join(' ') || "''"} > /etc/ssh/portico/${name}`,
      `chmod 0644 /etc/ssh/portico/${name}`,
    )
  }
  lines.splice(3, 0, `PORTICO_USER=\${PORTICO_USER:-${group}}`)
  return `${lines.join('\n')}\n`
}
