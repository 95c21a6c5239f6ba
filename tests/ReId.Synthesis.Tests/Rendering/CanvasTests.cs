using System.Numerics;
using ReId.Synthesis.Bodies;
using ReId.Synthesis.Cameras;
using ReId.Synthesis.Clothes;
using ReId.Synthesis.Rendering;

namespace ReId.Synthesis.Tests.Rendering;

public sealed class CanvasTests
{
    private static readonly Projection s_view = new(1, 0, 100, 64, 64);

    /// <summary>What is nearer hides what is behind it, in whatever order they are drawn.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_nearer_one_is_seen(bool nearerFirst)
    {
        var canvas = new Canvas(64 * 64);
        canvas.Begin(s_view, new Window(0, 0, 64, 64), 64, 64);
        foreach (var near in (bool[])[nearerFirst, !nearerFirst])
        {
            canvas.Draw(Post(), new Vector2(0, near ? 4 : 8), 0, near ? 1 : 2);
        }

        var owners = canvas.Owners.ToArray();
        Assert.Contains(1, owners);
        // The farther one is half as large on the screen and stands right behind.
        Assert.DoesNotContain(2, owners);
    }

    [Fact]
    public void A_low_thing_in_front_hides_the_legs_only()
    {
        var (open, hidden) = (new Canvas(64 * 64), new Canvas(64 * 64));
        foreach (var canvas in (Canvas[])[open, hidden])
        {
            canvas.Begin(s_view, new Window(0, 0, 64, 64), 64, 64);
            canvas.Draw(Post(), new Vector2(0, 8), 0, 1);
        }

        hidden.Draw(Post(high: 0.9f), new Vector2(0, 5), 0, 0);

        var (all, left) = (Rows(open), Rows(hidden));
        Assert.Equal(all.First, left.First);
        Assert.True(left.Last < all.Last, $"seen down to row {left.Last} of {all.Last}");
    }

    private static (int First, int Last) Rows(Canvas canvas)
    {
        var owners = canvas.Owners.ToArray();
        return (Array.IndexOf(owners, 1) / 64, Array.LastIndexOf(owners, 1) / 64);
    }

    private static Mesh Post(float high = 1.7f)
    {
        var mesh = new Mesh();
        Tube.Add(mesh, [new(new(0, high, 0), 0.3f, 0.3f), new(Vector3.Zero, 0.3f, 0.3f)], Fabric.Plain(Vector3.One), 12);
        return mesh;
    }
}
