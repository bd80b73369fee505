"""What a person does, by verbs that hold across countries: law is compared by conduct, not by names of offences."""

from enum import StrEnum


class Conduct(StrEnum):
    KILL = "kill"
    HUNT = "hunt"
    CAPTURE = "capture"
    INJURE = "injure"
    TAKE = "take"  # collect from the wild: plants, eggs, parts
    FELL = "fell"
    FISH = "fish"
    POSSESS = "possess"
    KEEP = "keep"  # alive
    TRANSPORT = "transport"
    BUY = "buy"
    SELL = "sell"
    OFFER = "offer"  # for sale, also on display or on line
    TRANSFER = "transfer"
    DISPLAY = "display"
    PROCESS = "process"
    USE = "use"  # commercially, otherwise than by selling
    IMPORT = "import"
    EXPORT = "export"
    RE_EXPORT = "re_export"
    INTRODUCE_FROM_SEA = "introduce_from_sea"
    DAMAGE_HABITAT = "damage_habitat"
    BREACH_PERMIT = "breach_permit"
    WITHHOLD_PERMIT = "withhold_permit"  # not surrendering one that was cancelled
    FORGE_PERMIT = "forge_permit"
    FALSE_STATEMENT = "false_statement"
    BREACH_RULES = "breach_rules"  # any other contravention of an Act or of rules under it
    SMUGGLE = "smuggle"
    EVADE_DUTY = "evade_duty"
    FALSE_DECLARATION = "false_declaration"  # to customs
    LAUNDER = "launder"
    BRIBE = "bribe"
    TAKE_BRIBE = "take_bribe"
    EMBEZZLE = "embezzle"
    ABUSE_OFFICE = "abuse_office"
    DEFRAUD = "defraud"
    EVADE_TAX = "evade_tax"
    POSSESS_FIREARM = "possess_firearm"
    TRAFFIC_FIREARM = "traffic_firearm"
    JOIN_GROUP = "join_group"
    LEAD_GROUP = "lead_group"
    FINANCE_GROUP = "finance_group"
    OBSTRUCT_JUSTICE = "obstruct_justice"


class Area(StrEnum):
    """The body of law that an offence belongs to."""

    WILDLIFE = "wildlife"
    CUSTOMS = "customs"
    FORESTRY = "forestry"
    FISHERIES = "fisheries"
    FIREARMS = "firearms"
    LAUNDERING = "laundering"
    CORRUPTION = "corruption"
    FRAUD = "fraud"
    TAX = "tax"
    ORGANIZED_CRIME = "organized_crime"
    GENERAL = "general"
