//! What clients say of their own config file and credential helpers.

use super::signals;

signals! {
    HELPER_NOT_FOUND = "helper-not-found", HelperMissing,
        ["docker-credential-"],
        r#"(?:exec: "?docker-credential-<helper>"?: executable file not found|docker-credential-<helper> not installed or not available|docker-credential-<helper>"?: (?:command )?not found|docker-credential-<helper>[^\n]{0,40}no such file)"#,
        "error getting credentials - err: exec: \"docker-credential-desktop\": executable file not found in $PATH, out: ``";
    HELPER_FAILED = "helper-failed", HelperFails,
        ["error getting credentials", "error storing credentials", "error erasing credentials", "error listing credentials"],
        r"error (?:getting|storing|erasing|listing) credentials - err: exit status \d+, out: [^\n]{0,300}",
        "error getting credentials - err: exit status 1, out: `Cannot autolaunch D-Bus without X11 $DISPLAY`";
    HELPER_CANNOT_STORE = "helper-cannot-store", HelperCannotStore,
        ["not implemented"],
        r"error storing credentials - err: exit status \d+, out: .?not implemented",
        "Error saving credentials: error storing credentials - err: exit status 1, out: `not implemented`";
    KEYCHAIN_LOCKED = "keychain-locked", HelperFails,
        ["user interaction is not allowed", "user interaction not allowed", "cannot autolaunch d-bus", "pass not initialized", "secrets service", "org.freedesktop.secrets", "gpg: decryption failed", "no valid credential", "specified user does not exist", "a specified logon session does not exist"],
        r"(?:user interaction (?:is )?not allowed|cannot autolaunch d-bus|pass not initialized|org\.freedesktop\.secrets[^\n]{0,80}|gpg: decryption failed|a specified logon session does not exist)",
        "error getting credentials - err: exit status 1, out: `User interaction is not allowed.`";
    HELPER_NO_IDENTITY = "helper-no-identity", HelperFails,
        ["nocredentialproviders", "do not currently have an active account", "failed to find docker auth", "no ec2 imds role found"],
        r"(?:nocredentialproviders|you do not currently have an active account selected|failed to find docker auth for repo|no ec2 imds role found)",
        "(gcloud.auth.docker-helper) You do not currently have an active account selected.";
    HELPER_PLATFORM = "helper-platform", HelperFails,
        ["docker-credential-"],
        r"docker-credential-<helper>(?:\.exe)?: (?:invalid argument|exec format error|cannot execute)",
        "/usr/bin/docker-credential-desktop.exe: Invalid argument";
    HELPER_HAS_NOTHING = "helper-has-nothing", HelperHasNothing,
        ["credentials not found in native keychain"],
        r"credentials not found in native keychain",
        "credentials not found in native keychain";
    NO_ENTRY = "no-entry", NoEntry,
        ["no credentials for "],
        r"no credentials for <host>(?: in <path>| found)",
        "No credentials for registry.example.com in /config.json";
    CONFIG_BROKEN = "config-broken", ConfigBroken,
        ["loading config file", "parsing config file", "reading json file", "unmarshaling json", "unmarshalling json", "decode config file"],
        r"(?:error (?:loading|parsing) config file:? ?\(?[^\n]{0,200}?(?:invalid character|unexpected (?:eof|end of json)|eof\b|is a directory|cannot unmarshal|invalid auth config)|reading json file [^\n]{0,200}|unmarshall?ing json at [^\n]{0,120}|failed to decode config file|parsing config file \([^\n]{0,120}\): (?:invalid character|unexpected|json:))",
        "WARNING: Error parsing config file (/home/acme/.docker/config.json): invalid character '}' looking for beginning of object key string";
    CONFIG_BASE64 = "config-base64", AuthEntryBroken,
        ["illegal base64 data", "must be a valid base64", "invalid auth configuration file", "base64: invalid input", "failed to decode auth field", "missing semicolon"],
        r#"(?:illegal base64 data at input byte \d+|must be a valid base64 string|invalid auth configuration file|base64: invalid input|failed to decode auth field|error parsing the "auth" field of a credential entry)"#,
        "WARNING: Error parsing config file (/home/acme/.docker/config.json): illegal base64 data at input byte 4";
    CONFIG_UNREADABLE = "config-unreadable", ConfigUnreadable,
        ["permission denied", "$home is not defined", "credential file is not accessible", "not a directory"],
        r"(?:(?:error loading config file|\.docker(?:/config\.json)?|auth\.json|/etc/docker/certs\.d)[^\n]{0,160}: permission denied|\.dockercfg: \$home is not defined|credential file is not accessible)",
        "WARNING: Error loading config file: open /root/.docker/config.json: permission denied";
}
