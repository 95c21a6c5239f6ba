using ReId.Contracts;
using ReId.Model.Losses;
using ReId.Model.Studies;

namespace ReId.Model.Tests.Studies;

public sealed class StudyCatalogTests
{
    public static TheoryData<string> Names => [.. StudyCatalog.All.Select(study => study.Name)];

    [Fact]
    public void The_studies_of_the_paper_are_there() =>
        Assert.Equal(["madds", "dimension", "quality", "data", "losses"], StudyCatalog.All.Select(study => study.Name));

    [Theory]
    [InlineData("los", "losses")]
    [InlineData("dimensions", "dimension")]
    public void A_misspelt_study_names_the_nearest(string name, string nearest)
    {
        var error = Assert.Throws<ReIdException>(() => StudyCatalog.Get(name));

        Assert.StartsWith($"There is no study '{name}': the nearest is '{nearest}', and there are ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("madds, dimension, quality, data, losses.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Members_have_names_of_their_own_and_a_place_in_a_chart(string name)
    {
        var study = StudyCatalog.Get(name);

        var members = study.Members(new StudyBasis { Identities = 64 });

        Assert.Equal(members.Count, members.Select(member => member.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.True(members.Count >= 4);
        Assert.All(members, member => Assert.Equal(study.Trains && !member.ForwardOnly, member.Recipe is not null));
        Assert.All(study.Charts, chart => Assert.True(members.Count(member => member.Group == chart.Group && member.Place is not null) >= 4));
    }

    [Fact]
    public void Every_loss_there_is_can_be_compared()
    {
        var members = StudyCatalog.Get("losses").Members(new StudyBasis { Identities = 8 });

        var compared = members.SelectMany(member => member.Recipe!.Stages[0].Losses).Select(loss => loss.Name).Distinct();
        Assert.Equal(LossCatalog.All.Select(kind => kind.Name).Order(), compared.Order());
        Assert.Equal(13, members.Count(member => !member.OnRequest));
    }

    [Fact]
    public void Parts_of_the_data_share_their_batches()
    {
        var members = StudyCatalog.Get("data").Members(new StudyBasis { Identities = 62 });

        Assert.Equal([8, 16, 31, 62], members.Select(member => member.Place!.Value));
        Assert.All(members, member => Assert.Equal(8, member.Recipe!.Sampler.Identities));
    }

    [Fact]
    public void Data_that_cannot_be_compared_are_refused()
    {
        var few = Assert.Throws<ReIdException>(() => StudyCatalog.Get("data").Members(new StudyBasis { Identities = 6 }));
        var weights = Assert.Throws<ReIdException>(() => StudyCatalog.Get("madds").Members(new StudyBasis { Identities = 6, Weights = "w" }));

        Assert.Equal("The data set has 6 identities to train with: to compare parts of it, at least 8 are needed.", few.Message);
        Assert.Contains("compares several: leave it out", weights.Message, StringComparison.Ordinal);
    }
}
