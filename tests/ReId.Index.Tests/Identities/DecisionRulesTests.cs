using ReId.Index.Identities;

namespace ReId.Index.Tests.Identities;

public sealed class DecisionRulesTests
{
    private static readonly Guid s_a = Guid.NewGuid();
    private static readonly Guid s_b = Guid.NewGuid();
    private static readonly Guid s_crop = Guid.NewGuid();
    private int _minute;

    [Fact]
    public void TheLatestOfTwoDecisionsHoldsAndSaysWhatItReplaced()
    {
        var rules = Replay(Make(DecisionKind.Reject, s_a), Make(DecisionKind.Confirm, s_a));

        Assert.Equal(s_a, rules.PinOf(s_crop));
        Assert.False(rules.IsBanned(s_crop, s_a));
        var conflict = Assert.Single(rules.Conflicts);
        Assert.Contains("replaces the rejection by ann", conflict.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void ARejectionLiftsAnEarlierConfirmationOfThatIdentityOnly()
    {
        var rules = Replay(Make(DecisionKind.Confirm, s_b), Make(DecisionKind.Reject, s_a));
        Assert.Equal(s_b, rules.PinOf(s_crop));
        Assert.True(rules.IsBanned(s_crop, s_a));

        Assert.Null(Replay(Make(DecisionKind.Confirm, s_b), Make(DecisionKind.Reject, s_b)).PinOf(s_crop));
    }

    [Fact]
    public void ARejectionFollowsItsIdentityIntoTheOneItBecamePartOf()
    {
        var rules = DecisionRules.Replay([Make(DecisionKind.Reject, s_a)], id => id == s_a ? s_b : id);

        Assert.True(rules.IsBanned(s_crop, s_b));
    }

    [Fact]
    public void ASplitPinsThoseThatLeftAndBansThemFromWhereTheyWere()
    {
        var rules = Replay(Make(DecisionKind.Split, s_a, s_b));

        Assert.Equal(s_b, rules.PinOf(s_crop));
        Assert.NotNull(rules.Against(s_crop, s_a));
        Assert.NotNull(rules.Against(s_crop, null));
        Assert.Null(rules.Against(s_crop, s_b));
    }

    private static DecisionRules Replay(params Decision[] decisions) => DecisionRules.Replay(decisions.Reverse(), id => id);

    private Decision Make(DecisionKind kind, Guid identity, Guid? other = null) => new()
    {
        Id = Guid.NewGuid(),
        Kind = kind,
        IdentityId = identity,
        OtherIdentityId = other,
        Crops = [s_crop],
        MadeBy = "ann",
        MadeAt = DateTimeOffset.UnixEpoch.AddMinutes(_minute++),
    };
}
