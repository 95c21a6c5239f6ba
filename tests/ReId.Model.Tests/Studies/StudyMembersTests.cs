using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Studies;
using ReId.Model.Tests.Training.Runs;
using ReId.Testing;

namespace ReId.Model.Tests.Studies;

/// <summary>Which members of a study are compared.</summary>
public sealed class StudyMembersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataSet _data;

    public StudyMembersTests() => _data = ColouredPeople.Make(_folder, identities: 8);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_names_the_usual_ones()
    {
        var members = Choose("losses");

        Assert.Contains("softmax", members);
        Assert.DoesNotContain("cosface", members);
        Assert.Equal(13, members.Length);
    }

    [Fact]
    public void A_name_brings_one_that_is_not_usual_in_the_order_of_the_study() =>
        Assert.Equal(["softmax", "cosface"], Choose("losses", "CosFace", "softmax"));

    [Fact]
    public void All_brings_every_one() =>
        Assert.Equal(StudyCatalog.Get("losses").Members(new StudyBasis { Identities = 8 }).Select(member => member.Name), Choose("losses", "all"));

    [Fact]
    public void Where_a_member_has_that_name_it_is_that_one() => Assert.Equal(["all"], Choose("data", "all"));

    [Fact]
    public void All_beside_a_name_is_a_name_that_there_is_not()
    {
        var error = Assert.Throws<ReIdException>(() => Choose("losses", "all", "softmax"));

        Assert.StartsWith("There is no member of 'losses' 'all'", error.Message, StringComparison.Ordinal);
    }

    private string[] Choose(string study, params string[] only) =>
    [
        .. StudyMembers.Choose(new StudySettings
        {
            Study = StudyCatalog.Get(study),
            Dataset = "market1501",
            Root = _folder.Path,
            Folder = new StudyFolder(Path.Combine(_folder.Path, "study")),
            Only = only,
        }, _data).Select(member => member.Name),
    ];
}
