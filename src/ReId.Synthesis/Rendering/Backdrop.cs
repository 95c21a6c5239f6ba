using System.Numerics;
using ReId.Synthesis.Clothes;

namespace ReId.Synthesis.Rendering;

/// <summary>A drawn and lit picture of a place without people.</summary>
internal sealed record Backdrop(float[] Near, Vector3[] Colours, int[] Cover, Vector3[] Normal, Vector2[] Skin, Fabric[] Fabrics);
