using System.Globalization;
using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Reporting.Charts;
using ReId.Model.Studies.Running;

namespace ReId.Model.Studies.Kinds;

/// <summary>
/// Accuracy against multiply-adds (FaceNet: Schroff, Kalenichenko, Philbin 2015, figure 4), on networks of one input size
/// with one head. The paper's Zeiler-and-Fergus network runs forward only: its step would fill the whole budget.
/// </summary>
internal sealed class MultiplyAddsStudy : IStudy
{
    private static readonly string[] s_backbones =
        ["osnet_x0_25", "osnet_x0_5", "osnet_x0_75", "osnet_x1_0", "mobilenet_v2", "resnet18", "facenet_nn4"];

    private const string ForwardOnly = "facenet_nn1";

    public string Name => "madds";

    public string Summary => "accuracy against multiply-adds, across backbones";

    public string Title => "Accuracy against multiply-adds";

    public bool Trains => true;

    public IReadOnlyList<int> Seeds => [1];

    public IReadOnlyList<StudyChart> Charts { get; } =
        [new("", "against multiply-adds", new Axis { Label = "multiply-adds of a picture", Logarithmic = true }, Named: true)];

    public IReadOnlyList<StudyMember> Members(StudyBasis basis)
    {
        if (basis.Weights.Length > 0)
        {
            throw new ReIdException("--weights begins with one backbone, and the study 'madds' compares several: leave it out.");
        }

        return
        [
            .. s_backbones.Select(name => Member(name, basis)),
            Describe(new StudyMember { Name = ForwardOnly, ForwardOnly = true }, BackboneCatalog.Get(ForwardOnly)),
        ];
    }

    private static StudyMember Member(string name, StudyBasis basis)
    {
        var recipe = StudyRecipes.Usual(basis with { Backbone = name }, dimension: 512);
        return Describe(new StudyMember { Name = name, Recipe = recipe }, BackboneCatalog.Get(name, recipe.Model.Options));
    }

    private static StudyMember Describe(StudyMember member, IBackbone backbone)
    {
        var cost = BackboneCost.Of(backbone);
        return member with
        {
            Place = cost.MultiplyAdds,
            Facts =
            [
                new("input", $"{backbone.InputHeight}×{backbone.InputWidth}"),
                new("multiply-adds", string.Create(CultureInfo.InvariantCulture, $"{cost.MultiplyAdds / 1e6:#,0.0} M")),
                new("parameters", string.Create(CultureInfo.InvariantCulture, $"{cost.Parameters / 1e6:0.00} M")),
            ],
        };
    }
}
