//! What clients say of their own config file and credential helpers.

use super::signals;

signals! {
    HELPER_NOT_FOUND = "helper-not-found", HelperMissing,
        ["docker-credential-"],
        r#"(?:exec: "?docker-credential-<helper>"?: executable file not found|docker-credential-<helper> not installed or not available|docker-credential-<helper>"?: (?:command )?not found|docker-credential-<helper>[^\n]{0,40}no such file|docker-credential-<helper> resolves to executable in current directory)"#,
        "error getting credentials - err: exec: \"docker-credential-desktop\": executable file not found in $PATH, out: ``";
    HELPER_DESKTOP_DOWN = "helper-desktop-down", HelperMissing,
        ["credentials store is configured to"],
        r"credentials store is configured to .?<helper>.? but docker desktop seems not running",
        "failed to resolve credential: credentials store is configured to `desktop.exe` but Docker Desktop seems not running";
    HELPER_FAILED = "helper-failed", HelperFails,
        ["error getting credentials", "error storing credentials", "error erasing credentials", "error listing credentials", ": error while loading shared libraries"],
        r"docker-credential-[a-z0-9-]+: error while loading shared libraries|error (?:getting|storing|erasing|listing) credentials - err: (?:exit status \d+|signal: [a-z ]+|no credentials (?:server url|username)|fork/exec [^\n]{0,200}), out: ?[^\n]{0,300}",
        "error getting credentials - err: exit status 1, out: `Cannot autolaunch D-Bus without X11 $DISPLAY`";
    HELPER_EXITED = "helper-exited", HelperFails,
        ["credentials store docker-credential-"],
        r"credentials store docker-credential-<helper> exited with",
        "StoreError: Credentials store docker-credential-osxkeychain exited with \"The user name or passphrase you entered is not correct.\".";
    HELPER_GARBLED = "helper-garbled", HelperFails,
        ["getting username and password: ", "failed to resolve credential: "],
        r"(?:getting username and password:|failed to resolve credential:) (?:\d+ errors? occurred:\s*\* )?(?:invalid character|unexpected end of json|exit status|error getting credentials - err: exit)",
        "Error: initializing source docker://registry.example.com/acme/app:1: getting username and password: invalid character 'h' in literal true (expecting 'r')";
    ORAS_CREDENTIAL = "oras-credential", Names,
        ["failed to resolve credential: "],
        r"failed to resolve credential: [^\n]",
        "Error: failed to fetch the content of \"registry.example.com/acme/app:1\": failed to resolve credential: no session";
    STORING_FAILED = "storing-failed", Names,
        ["failed to store the credentials for "],
        r"failed to store the credentials for <host>: [^\n]",
        "Error: failed to store the credentials for registry.example.com: no session";
    GARBLED = "garbled", Names,
        ["invalid character "],
        r#"(?:(?:fetching|pushing|getting|error pinging)[^\n]{0,300}|(?:^|\n)error): invalid character "[^<][^\n]{0,8} (?:in literal|looking for)"#,
        "Error: fetching manifest registry.example.com/acme/app:1: invalid character 'h' in literal true (expecting 'r')";
    HELPER_CANNOT_STORE = "helper-cannot-store", HelperCannotStore,
        ["not implemented"],
        r"error storing credentials - err: exit status \d+, out: .?not implemented",
        "Error saving credentials: error storing credentials - err: exit status 1, out: `not implemented`";
    // What keeps the secrets behind a helper, by its own words.
    MACOS_KEYCHAIN = "macos-keychain", HelperFails,
        ["user interaction is not allowed", "user interaction not allowed", "keychain cannot be accessed", "passphrase you entered is not correct", "status: -25308", "status -25308"],
        r"(?:user interaction (?:is )?not allowed|keychain cannot be accessed|the user name or passphrase you entered is not correct|status:? -25308)",
        "error getting credentials - err: exit status 1, out: `User interaction is not allowed.`";
    SECRET_SERVICE = "secret-service", HelperFails,
        ["cannot autolaunch d-bus", "org.freedesktop.secrets", "/org/freedesktop/secrets"],
        r"(?:cannot autolaunch d-bus|org[./]freedesktop[./]secrets[^\n]{0,80})",
        "error storing credentials - err: exit status 1, out: `Cannot autolaunch D-Bus without X11 $DISPLAY`";
    PASS_STORE = "pass-store", HelperFails,
        ["pass not initialized", "pass store is uninitialized", "gpg: decryption failed"],
        r"(?:pass not initialized|pass store is uninitialized|gpg: decryption failed)",
        "error storing credentials - err: exit status 1, out: `pass not initialized: exit status 1: Error: password store is empty.`";
    WINDOWS_STORE = "windows-store", HelperFails,
        ["a specified logon session does not exist", "the stub received bad data"],
        r"(?:a specified logon session does not exist|the stub received bad data)",
        "error storing credentials - err: exit status 1, out: `A specified logon session does not exist. It may already have been terminated.`";
    HELPER_NO_IDENTITY = "helper-no-identity", HelperFails,
        ["gcloud.auth.docker-helper", "failed to find docker auth"],
        r"(?:\(gcloud\.auth\.docker-helper\) [^\n]|failed to find docker auth for repo)",
        "(gcloud.auth.docker-helper) You do not currently have an active account selected.";
    CLOUD_NO_IDENTITY = "cloud-no-identity", CloudIdentity,
        ["could not assume role", "unable to locate credentials", "please run 'az login'", "please run \"az login\"", "partial credentials found", "nocredentialproviders", "no ec2 imds role found", "no valid credential sources found", "configured to use sso but is missing"],
        r#"(?:could not assume role|unable to locate credentials|partial credentials found in|please run "az login"|nocredentialproviders|no ec2 imds role found|no valid credential sources found|is configured to use sso but is missing required)"#,
        "Unable to locate credentials. You can configure credentials by running \"aws configure\".";
    GOOGLE_NO_IDENTITY = "google-no-identity", CloudIdentity,
        ["do not currently have an active account", "problem refreshing your current auth tokens"],
        r"(?:you do not currently have an active account selected|problem refreshing your current auth tokens)",
        "There was a problem refreshing your current auth tokens: Reauthentication failed.";
    CLOUD_EXPIRED = "cloud-expired", CloudIdentity,
        ["security token included in the request is ", "session associated with this profile has expired", "sso session has expired or is invalid", "token has expired and refresh failed", "expiredtokenexception", "request signature we calculated does not"],
        r"(?:(?:the )?security token included in the request is (?:expired|invalid)|sso session (?:associated with this profile has expired|has expired or is invalid)|token has expired and refresh failed|expiredtokenexception|request signature we calculated does not match)",
        "An error occurred (ExpiredTokenException) when calling the GetAuthorizationToken operation: The security token included in the request is expired";
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
        ["auth.json", "loading config file", "parsing config file", "reading json file", "unmarshaling json", "unmarshalling json", "decode config file"],
        r"(?:/auth\.json.?: (?:invalid character|unexpected end of json)|error (?:loading|parsing) config file:?\s*\(?[^\n]{0,200}?(?:invalid character|unexpected (?:eof|end of json)|eof\b|is a directory|cannot unmarshal|invalid auth config)|reading json file [^\n]{0,200}|unmarshall?ing json at [^\n]{0,120}|failed to decode config file|parsing config file \([^\n]{0,120}\): (?:invalid character|unexpected|json:))",
        "WARNING: Error parsing config file (/home/acme/.docker/config.json): invalid character '}' looking for beginning of object key string";
    CONFIG_IS_FOLDER = "config-is-folder", ConfigBroken,
        [": is a directory"],
        r"(?:config\.json|auth\.json)[^\n]{0,60}: is a directory",
        "WARNING: Error loading config file: read /home/acme/.docker/config.json: is a directory";
    CONFIG_ENDS_EARLY = "config-ends-early", ConfigBroken,
        ["unexpected end of json input", "unexpected eof"],
        r"(?:config\.json|auth\.json)[^\n]{0,200}: unexpected (?:end of json input|eof\b)",
        "WARNING: Error parsing config file (/home/acme/.docker/config.json): unexpected EOF";
    CONFIG_BASE64 = "config-base64", AuthEntryBroken,
        ["illegal base64 data", "must be a valid base64", "invalid auth configuration file", "base64: invalid input", "failed to decode auth field", "x-registry-auth", "missing semicolon", "entry in \"auth\" section"],
        r#"(?:illegal base64 data at input byte \d+|must be a valid base64 string|invalid auth configuration file|base64: invalid input|failed to (?:decode auth field|parse "x-registry-auth" header)|error parsing the "auth" field of a credential entry|unsupported entry in "auth" section of docker config)"#,
        "WARNING: Error parsing config file (/home/acme/.docker/config.json): illegal base64 data at input byte 4";
    CONFIG_PATH = "config-path", ConfigNamed,
        ["config file (", "config file: open ", "reading json file ", "credential entry", "config file at "],
        r#"(?:config file(?: \(|: open | at )|reading json file "?|credential entry "[^\s"]+" in "?)<path>[):",]"#,
        r#"reading JSON file "/run/user/1000/containers/auth.json": unmarshaling JSON at "/run/user/1000/containers/auth.json": unexpected end of JSON input"#;
    CONFIG_UNREADABLE = "config-unreadable", ConfigUnreadable,
        ["permission denied", "read-only file system", "device or resource busy", "error writing docker configuration to disk", "$home is not defined", "credential file is not accessible", "not a directory"],
        r"(?:error writing docker configuration to disk|saving credentials: [^\n]{1,200}: (?:permission denied|read-only file system|device or resource busy)|(?:error loading config file: ?|\.docker(?:/config\.json)?|auth\.json|/etc/docker/certs\.d)[^\n]{0,160}: permission denied|\.dockercfg: \$home is not defined|credential file is not accessible)",
        "WARNING: Error loading config file: open /root/.docker/config.json: permission denied";
}
