using ReId.Contracts;
using ReId.Model.Training.Schedules;

namespace ReId.Model.Tests.Training.Schedules;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData("constant", "", 7.5, 1)]
    [InlineData("step", "every=4 gamma=0.5", 3.9, 1)]
    [InlineData("step", "every=4 gamma=0.5", 8, 0.25)]
    [InlineData("multi_step", "milestones=4,7", 3.9, 1)]
    [InlineData("multi_step", "milestones=4,7", 4, 0.1)]
    [InlineData("multi_step", "milestones=4,7 gamma=0.5", 9, 0.25)]
    [InlineData("cosine", "", 0, 1)]
    [InlineData("cosine", "", 5, 0.5)]
    [InlineData("cosine", "last=0.2", 10, 0.2)]
    [InlineData("exponential", "from=5 last=0.01", 5, 1)]
    [InlineData("exponential", "from=5 last=0.01", 7.5, 0.1)]
    [InlineData("exponential", "from=5 last=0.01", 10, 0.01)]
    public void Factors_are_those_of_the_formula(string name, string settings, double epoch, double expected) =>
        Assert.Equal(expected, LearningRateScheduleCatalog.Create(name, Settings(settings), epochs: 10).At(epoch), 12);

    [Fact]
    public void A_warm_up_grows_evenly_to_the_schedule()
    {
        var schedule = LearningRateScheduleCatalog.Create("constant", Settings(""), 10, warmUpEpochs: 2, warmUpFactor: 0.1);

        Assert.Equal([0.1, 0.55, 1, 1], new[] { 0.0, 1, 2, 9 }.Select(schedule.At));
    }

    [Theory]
    [InlineData("linear", "", "There is no schedule 'linear'; there are constant, step, multi_step, cosine, exponential.")]
    [InlineData("constant", "gamma=1", "schedule 'constant' has no option 'gamma'; it has none.")]
    [InlineData("multi_step", "", "schedule 'multi_step' needs the option 'milestones': numbers in rising order, e.g. 40,70.")]
    [InlineData("multi_step", "milestones=7,4", "Option 'milestones' of schedule 'multi_step' must be numbers above 0 in rising order, e.g. 40,70, not '7,4'.")]
    public void What_is_unknown_is_named(string name, string settings, string message) =>
        Assert.Equal(message, Assert.Throws<ReIdException>(() => LearningRateScheduleCatalog.Create(name, Settings(settings), 10)).Message);

    private static Dictionary<string, string> Settings(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);
}
