//! The registry doesn't serve this address.

use crate::causes::{cause, words};
use crate::facts::Facts;
use crate::fix::{self, Advice, Fix, act, look, run};
use crate::ranking::{Case, Weight};
use crate::registry::Id;
use crate::signals::{Group, Says, answers};

cause! {
    /// # What it is
    /// The registry, or the network in front of it, doesn't serve the address
    /// that the request comes from. Credentials and rights aren't looked at, or
    /// don't help.
    ///
    /// # Why it happens
    /// A firewall with a list of allowed addresses, a registry that is reached
    /// through a private endpoint only, a perimeter such as VPC Service
    /// Controls, an organisation's IP allow list, or a country or network that
    /// the provider doesn't serve.
    ///
    /// # Example
    /// ```error
    /// Error response from daemon: Get "https://acme.azurecr.io/v2/": denied: {"errors":[{"code":"DENIED","message":"client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access."}]}
    /// ```
    /// ```image
    /// acme.azurecr.io/app:1
    /// ```
    ///
    /// # How to fix
    /// Let the address in, or send the request from a network that is let in.
    ///
    /// # How to verify
    /// `curl -I https://HOST/v2/` answers 401 or 200 instead of 403.
    ///
    /// # Don't
    /// Don't open the registry to all addresses.
    "network-policy-denied", "The registry refuses this network address"
}

fn weigh(facts: &Facts, case: &mut Case) {
    // Any program may speak of addresses: a registry must be in sight.
    let said = facts.first(Says::NetworkDenied).filter(|seen| {
        !std::ptr::eq(seen.signal, &raw const answers::ADDRESS_REFUSED) || facts.about_a_registry()
    });
    case.seen(
        Weight::Decisive,
        said,
        "The answer says that it is about your address or network.",
    );
    if facts.has(Says::NetworkDenied) {
        return;
    }
    let forbidden = facts.first(Says::Forbidden);
    if facts.registry().public && facts.host().is_some() && !facts.on(Id::EcrPublic) {
        case.seen(
            Weight::Strong,
            forbidden,
            "This registry serves everybody, so 403 can't be about rights: it is the address.",
        );
    }
    case.seen(
        Weight::Strong,
        facts.sentence(&answers::BLOBS_FORBIDDEN),
        "The manifest was served, and the layers were refused: they come from another host, which refuses your address.",
    );
    if facts.on(Id::Acr) {
        case.seen(
            Weight::Hints,
            forbidden,
            "With a firewall, an Azure registry answers 403 to addresses that aren't on its list.",
        );
    }
    if case.score() > 0 {
        case.seen(
            Weight::Against,
            facts.first(Says::PermissionMissing),
            "The registry names a right that is missing.",
        );
    }
}

fn advice(facts: &Facts) -> Advice {
    let has = |signal| facts.sentence(signal).is_some();
    let advice = if has(&answers::ACR_FIREWALL) || facts.on(Id::Acr) {
        of_azure(facts)
    } else if has(&answers::GOOGLE_POLICY) {
        of_google()
    } else if has(&answers::AWS_ENDPOINT_POLICY) {
        of_aws()
    } else if has(&answers::GITHUB_IP) {
        of_github(facts)
    } else if has(&answers::HUB_GEO) {
        of_embargo()
    } else if has(&answers::ADDRESS_REFUSED) {
        of_a_list(facts)
    } else {
        of_the_layers(facts)
    };
    advice
        .confirm(words::knock(facts))
        .verify(words::try_again(facts))
        .avoid("Don't log in again: your credential isn't what is refused.")
        .avoid("Don't open the registry to all addresses to get around it.")
}

fn of_azure(facts: &Facts) -> Advice {
    let site = facts.site();
    let address = facts
        .sentence(&answers::ACR_FIREWALL)
        .and_then(|seen| seen.get(Group::Url));
    let named = address.map_or("your address".into(), fix::plain);
    Advice::new(format!(
        "The firewall of {} doesn't let {named} in.",
        facts.host_named()
    ))
    .confirm(
        look("See the registry's network rules, and whether public access is on.").run(
            run("az acr show --query").arg("{public:publicNetworkAccess,rules:networkRuleSet}").arg("--name")
                .value(site.label(0), fix::REGISTRY),
        ),
    )
    .fix(Fix::new("Let this address in")
        .step(act("Add the address to the registry's list. Such rules need the Premium tier.").run(
            run("az acr network-rule add --name")
                .value(site.label(0), fix::REGISTRY)
                .arg("--ip-address")
                .value(address, fix::IP_ADDRESS),
        )))
    .fix(Fix::new("Come from a network that is let in")
        .step(look("Runners of a CI service have changing addresses, which no list can hold: use your own runner in the virtual network, or a private endpoint. With a private endpoint, the name must resolve to its private address, also for the data endpoints.")))
    .link("https://learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks")
}

fn of_google() -> Advice {
    Advice::new("A VPC Service Controls perimeter blocks the request to {host}. No role can change that.")
    .fix(Fix::new("Have the perimeter's administrator allow it")
        .step(look("Give them the vpcServiceControlsUniqueIdentifier from the message: with it they find the refusal and its rule in the audit log (console, VPC Service Controls troubleshooter)."))
        .step(act("They add an egress or ingress rule for the project that holds the image and artifactregistry.googleapis.com, or copy the image into a repository within the perimeter.")))
    .link("https://cloud.google.com/vpc-service-controls/docs/troubleshooter")
}

fn of_aws() -> Advice {
    Advice::new("The request to {host} goes through a VPC endpoint whose policy doesn't allow it.")
    .confirm(
        look("See the policies of the endpoints for ECR and S3.").run(
            run("aws ec2 describe-vpc-endpoints --query").arg("VpcEndpoints[].[ServiceName,VpcEndpointId,PolicyDocument]").args("--output text"),
        ),
    )
    .fix(Fix::new("Allow it in the endpoint's policy")
        .step(act("Add the action that the message names, for this repository, to the policies of the endpoints ecr.api and ecr.dkr. The layers come from S3: its gateway endpoint must allow s3:GetObject on arn:aws:s3:::prod-REGION-starport-layer-bucket/*.")))
    .link("https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html")
}

fn of_github(facts: &Facts) -> Advice {
    Advice::new("The organisation that owns {image} has an IP allow list, and your address isn't on it.")
    .fix(Fix::new("Have your address put on the list")
        .step(act("Give an owner of the organisation your network address (Settings, Authentication security, IP allow list). GitHub-hosted runners have changing addresses: use larger runners with fixed ones, or your own runners.")))
    .fix(Fix::new("If the image is public: pull it without a login")
        .step(words::log_out(facts)))
    .link("https://docs.github.com/enterprise-cloud@latest/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/managing-allowed-ip-addresses-for-your-organization")
}

fn of_a_list(facts: &Facts) -> Advice {
    let address = facts
        .sentence(&answers::ADDRESS_REFUSED)
        .and_then(|seen| seen.get(Group::Url));
    let named = address.map_or("your address".into(), fix::plain);
    Advice::new(format!(
        "{} has a list of addresses that it serves, and {named} isn't on it.",
        facts.host_named()
    ))
    .fix(Fix::new("Have the address put on the list")
        .step(act("Give the registry's administrator the address that the request comes from, as the registry sees it. Behind a proxy or in a cloud network, that is the one of the gateway.")))
    .fix(Fix::new("Come from a network that is let in")
        .step(look("Use the company's network or VPN, a runner of your own within it, or the registry's private endpoint, where it has one.")))
    .link(facts.registry().docs)
}

fn of_embargo() -> Advice {
    Advice::new("Docker Hub places your address in a country that it isn't allowed to serve, so it refuses {image}. What it says about a login is misleading.")
    .confirm(look("See in which country your address is, according to any service that shows it. Addresses of cloud providers and VPNs are sometimes listed wrongly."))
    .fix(Fix::new("If your address is listed wrongly: have Docker correct it")
        .step(act("Write to https://hub.docker.com/support/contact/ with the address and the time of the refusal.")))
    .fix(Fix::new("Pull from a network or a mirror that you may use")
        .step(look("Use your own organisation's mirror, or a registry in your region that has the image, if the law allows you to.")))
    .link("https://hub.docker.com/support/contact/")
}

fn of_the_layers(facts: &Facts) -> Advice {
    let google = facts.on(Id::Gcr)
        || facts.on(Id::ArtifactRegistry)
        || facts
            .host()
            .is_some_and(|host| host.ends_with("k8s.io") || host == "k8s.gcr.io");
    let mut advice = Advice::new(
        "{host} refuses your network address, not your account: it serves {image} to others.",
    );
    if google {
        advice = advice.confirm(
            look("The layers come from Google's storage. If this answers 403 with a web page, your address is refused there; registry.k8s.io redirects to it, too.")
                .run(run("curl -sSI https://storage.googleapis.com/")),
        );
    }
    advice
        .confirm(look("Try the same pull from another network, such as another provider's machine. If it works there, it is the address."))
        .fix(Fix::new("Pull through a mirror or a proxy elsewhere")
            .step(act("From a network where it is served, copy the image into a registry that your machine can reach. Or set up a pull-through mirror there, and name it in the settings of the engine or containerd.").run(
                run("crane copy")
                    .value(facts.reference().map(crate::reference::Reference::full), fix::IMAGE)
                    .arg(fix::Arg::from(fix::REGISTRY).and("/").and(fix::REPOSITORY)),
            )))
        .fix(Fix::new("Have the address looked at")
            .step(look("Ask your hosting provider for another address, and tell the registry's operator: a block of a whole range is often left over from former tenants. Behind a company's proxy or firewall, ask for the registry's hosts to be allowed, storage hosts included.")))
        .link(facts.registry().docs)
}
