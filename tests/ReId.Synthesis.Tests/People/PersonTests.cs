using ReId.Synthesis.Bodies;
using ReId.Synthesis.Clothes;
using ReId.Synthesis.People;

namespace ReId.Synthesis.Tests.People;

/// <summary>What people of a set wear and carry occurs, and is on the surface that is drawn.</summary>
public sealed class PersonTests
{
    private static readonly Person[] s_crowd = [.. Enumerable.Range(1, 2000).Select(identity => new Person(1, identity))];

    [Fact]
    public void Among_two_thousand_everything_that_can_be_worn_or_carried_occurs()
    {
        Assert.Equal(Enum.GetValues<Hair>(), s_crowd.Select(who => who.HairStyle).Distinct().Order());
        Assert.Equal(Enum.GetValues<Headgear>(), s_crowd.Select(who => who.Headgear).Distinct().Order());
        Assert.Equal(Enum.GetValues<Legwear>(), s_crowd.Select(who => who.Legwear).Distinct().Order());
        Assert.Equal(Enum.GetValues<Bag>(), s_crowd.Select(who => who.Bag).Distinct().Order());
        Assert.Equal(Enum.GetValues<Pattern>(), s_crowd.Select(who => who.Top.Pattern).Distinct().Order());
        Assert.Equal(
            [Shape.Block, Shape.Disc, Shape.Ring, Shape.Letters, Shape.Picture],
            s_crowd.SelectMany(who => who.Top.Details).Select(detail => detail.Shape).Distinct().Order());
    }

    [Fact]
    public void Bodies_and_skins_differ()
    {
        Assert.InRange(s_crowd.Min(who => who.Height), 1.1f, 1.3f);
        Assert.InRange(s_crowd.Max(who => who.Height), 1.85f, 1.95f);
        Assert.True(s_crowd.Max(who => who.Girth) > 1.4f * s_crowd.Min(who => who.Girth));
        Assert.True(s_crowd.Max(who => who.Skin.Main.X) > 2 * s_crowd.Min(who => who.Skin.Main.X));
        Assert.True(s_crowd.Max(who => who.HairColour.X) > 4 * s_crowd.Min(who => who.HairColour.X));
    }

    [Fact]
    public void A_bag_is_on_the_surface_of_whoever_has_one()
    {
        Assert.All(s_crowd.Take(300), who => Assert.Equal(who.Bag != Bag.None, Surface(who).Fabrics.Contains(who.BagFabric)));
    }

    [Fact]
    public void A_hat_is_on_the_surface_of_whoever_has_one()
    {
        // A hood is of the garment's colour, a fabric of its own.
        Assert.All(
            s_crowd.Take(300).Where(who => who.Headgear != Headgear.Hood),
            who => Assert.Equal(who.Headgear != Headgear.None, Surface(who).Fabrics.Contains(who.Hat)));
    }

    [Fact]
    public void A_step_moves_the_feet_apart()
    {
        var who = s_crowd[0];
        var standing = Surface(who, new Pose(MathF.PI / 2, 0, 0, ArmPose.Swing, ArmPose.Swing, 0));
        var walking = Surface(who, new Pose(MathF.PI / 2, 0.45f, 0, ArmPose.Swing, ArmPose.Swing, 0));

        Assert.True(Depth(walking) > Depth(standing) + 0.3f, $"{Depth(walking)} m from toe to heel, {Depth(standing)} m standing");
    }

    private static float Depth(Mesh mesh)
    {
        var low = mesh.Corners.ToArray().Where(corner => corner.Place.Y < 0.15f).Select(corner => corner.Place.Z).ToArray();
        return low.Max() - low.Min();
    }

    private static Mesh Surface(Person who, Pose? pose = null)
    {
        var mesh = new Mesh();
        Figure.Build(mesh, who, pose ?? new Pose(0, 0, 0, ArmPose.Swing, ArmPose.Swing, 0));
        return mesh;
    }
}
