using ReId.Contracts;
using ReId.Model.Training;

namespace ReId.Model.Tests.Training;

public sealed class PartSettingsTests
{
    [Theory]
    [InlineData("beta1 momentum", "Optimiser 'sgd' has no option 'momentun': the nearest is 'momentum', and there are beta1, momentum.")]
    [InlineData("momentum", "Optimiser 'sgd' has no option 'momentun': there is only 'momentum'.")]
    [InlineData("", "Optimiser 'sgd' has no option 'momentun'; it has none.")]
    public void A_misspelt_option_is_told_with_the_nearest_and_those_there_are(string known, string sentence)
    {
        var settings = new PartSettings("optimiser 'sgd'", new Dictionary<string, string> { ["momentun"] = "0.9" });
        foreach (var name in known.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            settings.Number(name, 0.5, least: 0);
        }

        Assert.Equal(sentence, Assert.Throws<ReIdException>(settings.RequireAllKnown).Message);
    }
}
