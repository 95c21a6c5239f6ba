using ReId.Contracts;
using ReId.Model.Studies.Planning;

namespace ReId.Model.Tests.Studies.Planning;

public sealed class BudgetDivisionTests
{
    private static readonly NetworkTiming s_fast = new(Opening: 1, PerImage: 0.005, Evaluation: 4);
    private static readonly NetworkTiming s_slow = new(Opening: 2, PerImage: 0.05, Evaluation: 20);

    [Fact]
    public void All_train_as_many_images_as_the_slowest_manages()
    {
        var (images, slowest, left) = BudgetDivision.Divide([("a", s_fast), ("b", s_slow)], seeds: 3, batch: 64, seconds: 1000, TimeSpan.FromSeconds(1000));

        // 920 s for 6 runs are 153.3 s each, of which 131.3 s train 2626 images.
        Assert.Equal(2624, images);
        Assert.Equal("b", slowest);
        Assert.Empty(left);
    }

    [Fact]
    public void What_does_not_fit_is_left_out_and_its_time_goes_to_the_others()
    {
        var (images, slowest, left) = BudgetDivision.Divide(
            [("a", s_fast), ("b", s_slow), ("c", s_fast)], seeds: 1, batch: 64, seconds: 100, TimeSpan.FromSeconds(100));

        Assert.Equal("b", Assert.Single(left).Member);
        Assert.Contains("a step of 64 images takes 3.20 s and its evaluation 20 s, so that the 31 s of a run do not suffice for 640", left[0].Reason, StringComparison.Ordinal);
        Assert.Equal("a", slowest);
        Assert.Equal((int)((46 - 5) / 0.005 / 64) * 64, images);
    }

    [Fact]
    public void A_budget_that_is_too_small_for_all_names_one_that_is_not()
    {
        (string, NetworkTiming)[] members = [("a", s_fast), ("b", s_fast)];

        var error = Assert.Throws<ReIdException>(() => BudgetDivision.Divide(members, seeds: 3, batch: 64, seconds: 30, TimeSpan.FromSeconds(50)));

        Assert.Equal(
            "The budget of 0.8 min is too small: 6 runs of at least 640 images with their evaluation need 2 min; give more, or fewer members by --only or seeds by --seeds.",
            error.Message);
    }

    [Fact]
    public void One_member_alone_may_be_asked_for() =>
        Assert.Empty(BudgetDivision.Divide([("a", s_fast)], 1, 64, 100, TimeSpan.FromSeconds(100)).LeftOut);
}
