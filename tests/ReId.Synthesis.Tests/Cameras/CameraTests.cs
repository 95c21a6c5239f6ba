using System.Numerics;
using ReId.Synthesis.Cameras;

namespace ReId.Synthesis.Tests.Cameras;

/// <summary>What cameras do to the same thing: colours, and the shadow on the floor.</summary>
public sealed class CameraTests
{
    private static readonly Camera[] s_cameras = [.. Enumerable.Range(1, 50).Select(number => new Camera(1, number))];

    [Fact]
    public void Every_camera_has_its_own_colours_of_the_same_cloth()
    {
        var seen = s_cameras.Select(camera => camera.Lens.See(new(0.3f, 0.1f, 0.08f), 1)).ToArray();

        Assert.Equal(seen.Length, seen.Distinct().Count());
        Assert.True(seen.Max(colour => colour.X) - seen.Min(colour => colour.X) > 0.2, "brightness differs");
        Assert.True(seen.Max(colour => colour.X - colour.Z) - seen.Min(colour => colour.X - colour.Z) > 0.2, "the tint differs");
    }

    [Fact]
    public void They_hang_high_and_low_and_resolve_more_and_less()
    {
        Assert.True(s_cameras.Min(camera => camera.View.Above) < 2.2 && s_cameras.Max(camera => camera.View.Above) > 4);
        Assert.Equal([360, 480, 720, 1080], s_cameras.Select(camera => camera.View.Height).Distinct().Order());
        Assert.True(s_cameras.Count(camera => camera.Lens.Blur > 0) is > 5 and < 40, "some are out of focus");
        Assert.True(s_cameras.Max(camera => camera.Lens.Quality) - s_cameras.Min(camera => camera.Lens.Quality) > 40, "JPEGs differ");
    }

    [Fact]
    public void A_person_throws_a_shadow_on_the_floor_away_from_the_sun()
    {
        // The sun stands on the right, half high; nothing else gives light.
        var sun = new Light(Vector3.Normalize(new(1, 1, 0)), Vector3.One, new(0.1f), new(0.1f));
        var chance = new Chance(7);
        var place = new Place(ref chance);
        var feet = new Vector2(0, 6);

        Assert.True(Floor(place, sun, new(-0.8f, 6), feet) < 0.5f * Floor(place, sun, new(-0.8f, 6), null));
        Assert.Equal(Floor(place, sun, new(0.9f, 6), null), Floor(place, sun, new(0.9f, 6), feet), 3);
    }

    // The brightness of a place on the floor.
    private static float Floor(Place place, in Light light, Vector2 ground, Vector2? feet)
    {
        var eye = new Vector3(0, 3, 0);
        return place.At(eye, new Vector3(ground.X, 0, ground.Y) - eye, light, feet is { } at ? [at] : []).Length();
    }
}
