//! PowerShell and cmd, read by readers written here after their published
//! rules: `about_Parsing` and `about_Quoting_Rules`, cmd's parsing of `%` and
//! quotes, and how Windows programs split their command line.

use super::samples::samples;
use super::values::{HOSTILE, all};
use why401::fix::{Arg, Filling, IMAGE, Shell, env, home, run, value};

const SINGLE: [char; 5] = ['\'', '‘', '’', '‚', '‛'];
const DOUBLE: [char; 4] = ['"', '“', '”', '„'];

fn variable(name: &str) -> &'static str {
    match name {
        "env:FROM_ENV" | "FROM_ENV" => "from env",
        "HOME" | "USERPROFILE" => "C:\\Users\\Jo Doe",
        _ => panic!("unknown variable {name}"),
    }
}

/// The arguments of a PowerShell command in argument mode: a bare word, a
/// quoted string or a variable each; anything else is not a plain argument.
fn powershell_words(line: &str) -> Result<Vec<String>, String> {
    let chars: Vec<char> = line.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if c == ' ' {
            at += 1;
        } else if SINGLE.contains(&c) {
            let mut word = String::new();
            at += 1;
            loop {
                let c = *chars.get(at).ok_or("open single quote")?;
                at += 1;
                if SINGLE.contains(&c) {
                    match chars.get(at) {
                        Some(next) if SINGLE.contains(next) => {
                            word.push(*next);
                            at += 1;
                        }
                        _ => break,
                    }
                } else {
                    word.push(c);
                }
            }
            words.push(word);
            if !matches!(chars.get(at), None | Some(' ')) {
                return Err(format!("text behind a quote: {line}"));
            }
        } else if DOUBLE.contains(&c) {
            let mut word = String::new();
            at += 1;
            loop {
                let c = *chars.get(at).ok_or("open double quote")?;
                at += 1;
                match c {
                    '`' => {
                        word.push(chars[at]);
                        at += 1;
                    }
                    '$' => {
                        let braced = chars[at] == '{';
                        at += usize::from(braced);
                        let mut name = String::new();
                        while chars[at].is_ascii_alphanumeric()
                            || chars[at] == '_'
                            || (braced && chars[at] == ':')
                        {
                            name.push(chars[at]);
                            at += 1;
                        }
                        at += usize::from(braced);
                        word.push_str(variable(&name));
                    }
                    c if DOUBLE.contains(&c) => break,
                    c => word.push(c),
                }
            }
            words.push(word);
        } else {
            let word: String = chars[at..].iter().take_while(|c| **c != ' ').collect();
            at += word.chars().count();
            if let Some(name) = word.strip_prefix('$') {
                words.push(variable(name).to_owned());
                continue;
            }
            let special = "{}();,|&<>'\"`$#@~%*?[]!^";
            let first = word.chars().next().unwrap();
            let odd = first.is_ascii_digit()
                || "#@.=".contains(first)
                || !word.is_ascii()
                || word
                    .chars()
                    .enumerate()
                    .any(|(i, c)| special.contains(c) && (i == 0 || c != '@'))
                || (first == '-' && word.contains(['.', ':']));
            if odd {
                return Err(format!("not a plain word: {word}"));
            }
            words.push(word);
        }
    }
    Ok(words)
}

/// The command line that Windows PowerShell 5.1 makes of a program's
/// arguments: quotes around those with a space, nothing escaped.
fn powershell_command_line(words: &[String]) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|w| {
            if w.contains([' ', '\t']) && !w.starts_with('"') {
                format!("\"{w}\"")
            } else {
                w.clone()
            }
        })
        .collect();
    quoted.join(" ")
}

/// The arguments that a Windows program makes of its command line.
fn program_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\t' if !quoted => words.extend(word.take()),
            '\\' => {
                let mut n = 1;
                while chars.next_if_eq(&'\\').is_some() {
                    n += 1;
                }
                let word = word.get_or_insert_default();
                if chars.peek() == Some(&'"') {
                    word.push_str(&"\\".repeat(n / 2));
                    if n % 2 == 1 {
                        chars.next();
                        word.push('"');
                    }
                } else {
                    word.push_str(&"\\".repeat(n));
                }
            }
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// What cmd's prompt hands to a program, or what it would read as its own.
fn cmd_command_line(line: &str) -> Result<String, String> {
    // Variables first, even within quotes.
    let mut expanded = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('%') {
        expanded.push_str(before);
        if let Some((name, behind)) = behind.split_once('%') {
            expanded.push_str(variable(name));
            rest = behind;
        } else {
            expanded.push('%');
            rest = behind;
        }
    }
    expanded.push_str(rest);
    let mut quoted = false;
    for c in expanded.chars() {
        match c {
            '"' => quoted = !quoted,
            '&' | '|' | '<' | '>' | '^' | '(' | ')' | ',' | ';' | '=' if !quoted => {
                return Err(format!("cmd reads {c}: {line}"));
            }
            _ => {}
        }
        if "!\u{1}".contains(c) {
            return Err(format!("cmd reads {c}: {line}"));
        }
    }
    if quoted {
        return Err(format!("open quote: {line}"));
    }
    Ok(expanded)
}

#[test]
fn the_readers_read() {
    assert_eq!(
        powershell_words("docker 'a''b’’c' \"x`$y$HOME/z\" $env:FROM_ENV -a").unwrap(),
        [
            "docker",
            "a'b’c",
            "x$yC:\\Users\\Jo Doe/z",
            "from env",
            "-a"
        ]
    );
    for bad in [
        "x a;b", "x @y", "x -a.b", "x 10kb", "x a,b", "x 'a", "x ’a", "x a'b",
    ] {
        assert!(powershell_words(bad).is_err(), "{bad}");
    }
    assert_eq!(
        program_words(r#"a "b c" d\"e "f\\" g\h "i\"j""#),
        ["a", "b c", "d\"e", "f\\", "g\\h", "i\"j"]
    );
    assert!(cmd_command_line("a & b").is_err());
    assert!(cmd_command_line("a \"& b\"").is_ok());
    assert!(cmd_command_line("a \"x\" & \"b\"").is_err());
}

#[test]
fn values_arrive_or_are_refused() {
    let none = Filling::default();
    let (mut accepted, mut refused) = ([0, 0], [0, 0]);
    for text in all() {
        let command = run("docker pull")
            .value(&text, IMAGE)
            .option("--image=", &text, IMAGE)
            .arg(env("FROM_ENV").and("/").and(value(&text, IMAGE)))
            .arg(Arg::from(home(".docker")).and("/").and(value(&text, IMAGE)));
        for (at, shell) in [Shell::PowerShell, Shell::Cmd].into_iter().enumerate() {
            let shown = shell.render(&command, &none);
            let stands = if shown.notes.is_empty() {
                accepted[at] += 1;
                assert!(shown.placeholders.is_empty());
                text.as_str()
            } else {
                refused[at] += 1;
                assert_eq!(shown.placeholders, [IMAGE]);
                "YOUR_IMAGE"
            };
            assert!(
                !shown
                    .text
                    .contains(['\n', '\r', '\0', '\u{1b}', '\u{202e}'])
            );
            let (words, slash) = match shell {
                Shell::PowerShell => {
                    let words = powershell_words(&shown.text).expect(&text);
                    let old = program_words(&powershell_command_line(&words));
                    assert_eq!(old, words, "{text:?}");
                    (words, '/')
                }
                _ => (
                    program_words(&cmd_command_line(&shown.text).expect(&text)),
                    '\\',
                ),
            };
            let expected = [
                "docker".to_owned(),
                "pull".to_owned(),
                stands.to_owned(),
                format!("--image={stands}"),
                format!("from env/{stands}"),
                format!("C:\\Users\\Jo Doe{slash}.docker/{stands}"),
            ];
            assert_eq!(words, expected, "{shell:?} {text:?}");
        }
    }
    println!("PowerShell, cmd: accepted {accepted:?}, refused {refused:?}");
    assert!(accepted.iter().all(|n| *n > 100));
}

#[test]
fn references_and_hosts_are_never_refused() {
    let none = Filling::default();
    for text in [
        "registry.example.com:5000/acme/app:1",
        "ghcr.io/acme/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "[::1]:5000/app",
        "me@example.com",
        "robot$acme+ci",
        "https://index.docker.io/v1/",
    ] {
        for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
            let shown = shell.render(&run("x").value(text, IMAGE), &none);
            assert!(shown.notes.is_empty(), "{shell:?} {text}");
        }
    }
}

/// Quotes and brackets in balance, as a PowerShell script has them.
fn powershell_is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    let mut quote = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(set) => {
                let set: &[char] = set;
                if c == '`' && set.len() == 4 {
                    chars.next();
                } else if set.contains(&c) && chars.next_if(|n| set.contains(n)).is_none() {
                    quote = None;
                }
            }
            None if SINGLE.contains(&c) => quote = Some(&SINGLE),
            None if DOUBLE.contains(&c) => quote = Some(&DOUBLE),
            None => match c {
                '(' | '{' | '[' => open.push(c),
                ')' | '}' | ']' => {
                    let fits = matches!(
                        (open.pop(), c),
                        (Some('('), ')') | (Some('{'), '}') | (Some('['), ']')
                    );
                    if !fits {
                        return false;
                    }
                }
                '#' => return false,
                _ => {}
            },
        }
    }
    open.is_empty() && quote.is_none()
}

#[test]
fn every_kind_of_command_is_in_balance() {
    let none = Filling::default();
    for text in HOSTILE {
        for (name, command) in samples(text) {
            let shown = Shell::PowerShell.render(&command, &none);
            let on_linux = shown.notes.iter().any(|n| n.contains("Linux"));
            if !on_linux {
                assert!(!shown.text.is_empty(), "{name}: {:?}", shown.notes);
                assert!(
                    powershell_is_balanced(&shown.text),
                    "{name}: {}",
                    shown.text
                );
            }
            let shown = Shell::Cmd.render(&command, &none);
            assert!(!shown.text.is_empty(), "{name}: {:?}", shown.notes);
            if on_linux {
                continue;
            }
            assert_eq!(
                shown.text.matches('"').count() % 2,
                0,
                "{name}: {}",
                shown.text
            );
            if let Some(inside) = shown.text.strip_prefix("powershell -NoProfile -Command \"") {
                let inside = inside.strip_suffix('"').expect("one pair of quotes");
                assert!(!inside.contains(['"', '%']), "{name}: {inside}");
                assert!(powershell_is_balanced(inside), "{name}: {inside}");
            }
        }
    }
}

#[test]
fn forms_as_written() {
    let none = Filling::default();
    let mut shown = String::new();
    for (name, command) in samples("registry.example.com:5000") {
        for shell in [Shell::PowerShell, Shell::Cmd] {
            shown.push_str(&format!("{name}: {}\n", shell.render(&command, &none).text));
        }
    }
    println!("{shown}");
    for form in [
        "docker login --username AWS --password-stdin registry.example.com:5000\n",
        "$env:CI_REGISTRY_PASSWORD | docker login --username $env:CI_REGISTRY_USER --password-stdin registry.example.com:5000\n",
        "powershell -NoProfile -Command \"$env:CI_REGISTRY_PASSWORD | docker login",
        "Copy-Item -LiteralPath \"$HOME/.docker/config.json\" -Destination ($HOME + '/.docker/config.json' + '.bak-' + (Get-Date -Format yyyyMMdd-HHmmss))\n",
        "copy /Y \"%USERPROFILE%\\.docker\\config.json\" \"%USERPROFILE%\\.docker\\config.json.bak\"\n",
        "kubectl patch serviceaccount registry.example.com:5000 --patch '{imagePullSecrets: [{name: ''registry.example.com:5000''}]}'\n",
        "'registry.example.com:5000' | docker-credential-ecr-login get | Out-Null\n",
        "echo registry.example.com:5000| docker-credential-ecr-login get > NUL\n",
        "& { $PSNativeCommandArgumentPassing = 'Legacy'; kubectl patch sa default -p '{\\\"a\\\": [{\\\"b\\\": \\\"c\\\"}]}' }\n",
        "curl.exe -sS -o /dev/null -w '%{http_code}' https://registry.example.com:5000/v2/\n",
    ] {
        assert!(shown.contains(form), "{form}");
    }
}
